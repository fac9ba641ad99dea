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
    private readonly Lock _writing = new();

    /// <summary>Saves jobs that are about to be deleted at once; returns when they are on the disk.</summary>
    /// <returns>The chunk's name, for <see cref="Keep"/>.</returns>
    internal string Save(IEnumerable<SavedJob> jobs)
    {
        var chunk = Guid.NewGuid().ToString("N");
        Write(jobs.Select(job => new SavedJobLine(chunk, job, [])));
        return chunk;
    }

    /// <summary>Notes which jobs of a chunk were not deleted.</summary>
    internal void Keep(string chunk, IReadOnlyList<int> places)
    {
        if (places.Count > 0)
        {
            Write([new SavedJobLine(chunk, null, places)]);
        }
    }

    private void Write(IEnumerable<SavedJobLine> lines)
    {
        var text = new ArrayBufferWriter<byte>();
        foreach (var line in lines)
        {
            line.Write(text);
        }

        lock (_writing)
        {
            stream.Write(text.WrittenSpan);
            stream.Flush();
            (stream as FileStream)?.Flush(flushToDisk: true);
        }
    }
}
