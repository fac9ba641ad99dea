namespace SidekiqCluster.Server.Answers;

/// <summary>The body of a response, which begins with the first byte: what goes wrong before has a status of its own.</summary>
/// <param name="response">The response, which outlives the stream.</param>
internal sealed class BodyStream(HttpResponse response) : WriteOnlyStream
{
    private readonly Stream _body = response.BodyWriter.AsStream(leaveOpen: true);
    private bool _hasBegun;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!buffer.IsEmpty)
        {
            _hasBegun = true;
            _body.Write(buffer);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _hasBegun |= !buffer.IsEmpty;
        return buffer.IsEmpty ? ValueTask.CompletedTask : _body.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush()
    {
        if (_hasBegun)
        {
            _body.Flush();
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => _hasBegun ? _body.FlushAsync(cancellationToken) : Task.CompletedTask;
}
