using SidekiqCluster.Server.Answers;

namespace SidekiqCluster.Server.Remote;

/// <summary>A file at a caller's: what was written has been taken there.</summary>
/// <param name="caller">The caller.</param>
/// <param name="message">The message that carries bytes of it.</param>
internal sealed class RemoteOutput(RemoteCaller caller, string message) : WriteOnlyStream
{
    /// <summary>What travels in one message.</summary>
    private const int MessageBytes = 1 << 16;

    public override void Write(ReadOnlySpan<byte> buffer) => throw new NotSupportedException("The caller is waited for; write asynchronously.");

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var rest = buffer; !rest.IsEmpty; rest = rest[Math.Min(MessageBytes, rest.Length)..])
        {
            await caller.AskAsync<bool>(message, rest[..Math.Min(MessageBytes, rest.Length)].ToArray());
        }
    }

    public override void Flush()
    {
    }
}
