using SidekiqCluster.Verbs.Remote;

namespace SidekiqCluster.Server.Remote;

/// <summary>What a caller gave to be read, asked for bit by bit.</summary>
internal sealed class RemoteInput(RemoteCaller caller) : Stream
{
    private ReadOnlyMemory<byte> _rest;
    private bool _isAtEnd;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

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

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The caller is waited for; read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
