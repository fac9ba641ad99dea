using System.Runtime.CompilerServices;

namespace SidekiqCluster.Queries;

/// <summary>
/// The jobs of several shards as one stream that holds one job per shard, in the order of pages (<see cref="JobMergeOrder"/>), each
/// shard's own order kept.
/// </summary>
/// <param name="sources">The sources that each shard's stream has, one after the other.</param>
/// <param name="order">Their order within a source.</param>
internal sealed class JobMerge(JobSources sources, JobOrder order)
{
    /// <summary>Reads the streams of all shards, and begins with all at once.</summary>
    /// <param name="shards">The streams, in the order of the shards.</param>
    /// <param name="failed">Told the place of a stream that fails: it drops out, unless this throws.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<JobRecord> ReadAsync(
        IReadOnlyList<IAsyncEnumerable<JobRecord>> shards,
        Action<int, SidekiqClusterException> failed,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var readers = shards.Select(jobs => jobs.GetAsyncEnumerator(cancellationToken)).ToArray();
        try
        {
            var begun = await Task.WhenAll(readers.Select((jobs, shard) => TryNextAsync(jobs, shard, failed))).ConfigureAwait(false);
            var heads = new PriorityQueue<int, JobRecord>(
                readers.Length, new JobMergeOrder(new SourceOrder(sources), order == JobOrder.NewestFirst));
            heads.EnqueueRange(Enumerable.Range(0, readers.Length)
                .Where(shard => begun[shard])
                .Select(shard => (shard, readers[shard].Current)));
            while (heads.TryDequeue(out var shard, out _))
            {
                yield return readers[shard].Current;
                if (await TryNextAsync(readers[shard], shard, failed).ConfigureAwait(false))
                {
                    heads.Enqueue(shard, readers[shard].Current);
                }
            }
        }
        finally
        {
            foreach (var jobs in readers)
            {
                await jobs.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task<bool> TryNextAsync(
        IAsyncEnumerator<JobRecord> jobs, int shard, Action<int, SidekiqClusterException> failed)
    {
        try
        {
            return await jobs.MoveNextAsync().ConfigureAwait(false);
        }
        catch (SidekiqClusterException e)
        {
            failed(shard, e);
            return false;
        }
    }
}
