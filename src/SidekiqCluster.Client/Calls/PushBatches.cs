using System.Runtime.CompilerServices;

namespace SidekiqCluster.Client.Calls;

/// <summary>The jobs of a bulk push as they are sent to a silo: no more at a time than a slice may hold, so that each is told of soon.</summary>
internal static class PushBatches
{
    private const int MaxBytes = 4 << 20;

    /// <summary>The jobs in batches. The last jobs of a source that fails are in none.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="limit">How many a batch holds at most.</param>
    /// <param name="bytesOf">How large the arguments of a job are; a batch ends at 4 MB of them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<T[]> ReadAsync<T>(
        IAsyncEnumerable<T> jobs, int limit, Func<T, int> bytesOf, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var batch = new List<T>();
        var bytes = 0L;
        await foreach (var job in jobs.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            batch.Add(job);
            bytes += bytesOf(job);
            if (batch.Count == limit || bytes >= MaxBytes)
            {
                yield return [.. batch];
                batch.Clear();
                bytes = 0;
            }
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }
}
