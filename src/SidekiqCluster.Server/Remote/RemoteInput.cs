using SidekiqCluster.Verbs.Remote;

namespace SidekiqCluster.Server.Remote;

/// <summary>What a caller gave to be read, asked for bit by bit.</summary>
internal sealed class RemoteInput(RemoteCaller caller) : RemoteStream
{
    private ReadOnlyMemory<byte> _rest;
    private bool _isAtEnd;

    public override bool CanRead => true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty && !_isAtEnd)
        {
            _rest = await caller.AskAsync<byte[]>(VerbHubContract.Read);
            _isAtEnd = _rest.IsEmpty;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }
}
