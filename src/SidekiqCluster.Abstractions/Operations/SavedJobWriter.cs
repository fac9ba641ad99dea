using System.Buffers;
using SidekiqCluster.Operations;

namespace SidekiqCluster;

/// <summary>
/// Saves jobs to a stream before they are deleted, as JSON lines that <see cref="SavedJobReader"/> reads back: shard,
/// source, score, and the bytes as text, in base64 where they are not UTF-8. Several operations may share one.
/// </summary>
/// <remarks>
/// Jobs are on the disk before the server is asked to delete them. Those that were gone by then, or that the server would
/// not delete, are noted as kept afterwards, and are not restored: somebody else has them. A program that is ended
/// between the two leaves its last chunk, at most a hundred jobs, without that note; so does a job whose fate is unknown.
/// </remarks>
/// <param name="stream">Where to; a file to be safe from a crash. Left open.</param>
public sealed class SavedJobWriter(Stream stream)
{
    private readonly Lock _order = new();

    /// <summary>The last writing that was begun; each waits for the one before.</summary>
    private Task _writing = Task.CompletedTask;

    /// <summary>Saves jobs that are about to be deleted at once; returns when they are on the disk.</summary>
    /// <returns>The chunk's name, for <see cref="KeepAsync"/>.</returns>
    internal async Task<string> SaveAsync(IEnumerable<SavedJob> jobs)
    {
        var chunk = Guid.NewGuid().ToString("N");
        await WriteAsync(jobs.Select(job => new SavedJobLine(chunk, job, []))).ConfigureAwait(false);
        return chunk;
    }

    /// <summary>Notes which jobs of a chunk were not deleted.</summary>
    internal Task KeepAsync(string chunk, IReadOnlyList<int> places) =>
        places.Count > 0 ? WriteAsync([new SavedJobLine(chunk, null, places)]) : Task.CompletedTask;

    private Task WriteAsync(IEnumerable<SavedJobLine> lines)
    {
        var text = new ArrayBufferWriter<byte>();
        foreach (var line in lines)
        {
            line.Write(text);
        }

        lock (_order)
        {
            return _writing = WriteAsync(_writing, text.WrittenMemory);
        }
    }

    private async Task WriteAsync(Task before, ReadOnlyMemory<byte> text)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stream.WriteAsync(text).ConfigureAwait(false);
        await stream.FlushAsync().ConfigureAwait(false);
        (stream as FileStream)?.Flush(flushToDisk: true);
    }
}
