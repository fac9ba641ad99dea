using System.Buffers;
using System.IO.Pipelines;
using SidekiqCluster.Operations;

namespace SidekiqCluster;

/// <summary>Reads what <see cref="SavedJobWriter"/> has saved.</summary>
public static class SavedJobReader
{
    /// <summary>
    /// Reads all jobs that were deleted, in the order in which they were saved. All are held in memory, as none may be
    /// restored before the last line is known to be one.
    /// </summary>
    /// <param name="stream">Read to its end and left open.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SavedJobFormatException">A line is no saved job, or the last one is cut off.</exception>
    public static async Task<IReadOnlyList<SavedJob>> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        var jobs = new SavedJobList();
        try
        {
            for (var number = 1L; ;)
            {
                var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var rest = read.Buffer;
                while (rest.PositionOf((byte)'\n') is { } end)
                {
                    jobs.Add(SavedJobLine.Read(rest.Slice(0, end), number), number);
                    rest = rest.Slice(rest.GetPosition(1, end));
                    number++;
                }

                if (read.IsCompleted)
                {
                    return rest.IsEmpty
                        ? jobs.ToList()
                        : throw new SavedJobFormatException(
                            number, "is cut off; if whoever wrote it was stopped, its job was not deleted: take the line away to restore the others");
                }

                reader.AdvanceTo(rest.Start, rest.End);
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }
}
