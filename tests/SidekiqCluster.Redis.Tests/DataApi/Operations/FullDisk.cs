namespace SidekiqCluster.Redis.Tests.DataApi.Operations;

/// <summary>A file on a disk that has room for some chunks of saved jobs only.</summary>
/// <param name="chunks">For how many.</param>
/// <param name="measure">Measured whenever something is written.</param>
internal sealed class FullDisk(int chunks, Func<long> measure) : MemoryStream
{
    public List<long> SizesWhenWritten { get; } = [];

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        SizesWhenWritten.Add(measure());
        return SizesWhenWritten.Count > chunks
            ? ValueTask.FromException(new IOException("No space left on device"))
            : base.WriteAsync(buffer, cancellationToken);
    }
}
