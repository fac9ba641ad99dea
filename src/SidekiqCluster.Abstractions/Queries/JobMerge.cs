using System.Runtime.CompilerServices;

namespace SidekiqCluster.Queries;

/// <summary>
/// The jobs of several shards as one stream that holds one job per shard: source by source, a set's jobs merged by score, a
/// queue's by the time they were enqueued (else created), equal ones in the order of the shards, each shard's own order kept.
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
            var heads = new PriorityQueue<int, Place>(readers.Length);
            heads.EnqueueRange(Enumerable.Range(0, readers.Length)
                .Where(shard => begun[shard])
                .Select(shard => (shard, PlaceOf(readers[shard].Current, shard))));
            while (heads.TryDequeue(out var shard, out _))
            {
                yield return readers[shard].Current;
                if (await TryNextAsync(readers[shard], shard, failed).ConfigureAwait(false))
                {
                    heads.Enqueue(shard, PlaceOf(readers[shard].Current, shard));
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

    private Place PlaceOf(JobRecord job, int shard)
    {
        var at = job is SortedEntry entry
            ? entry.Score
            : (job.EnqueuedAt ?? job.CreatedAt ?? DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds();
        return new Place(RankOf(job.Source), job.Source.QueueName, order == JobOrder.NewestFirst ? -at : at, shard);
    }

    /// <summary>All queues come first, by name; then the single sources as they were given.</summary>
    private int RankOf(JobSource source) =>
        sources.IncludesAllQueues && source.Kind == JobSourceKind.Queue ? -1 : sources.Single.IndexOf(source);

    private readonly record struct Place(int Rank, string? Queue, double At, int Shard) : IComparable<Place>
    {
        public int CompareTo(Place other) =>
            Rank != other.Rank ? Rank.CompareTo(other.Rank)
            : string.CompareOrdinal(Queue, other.Queue) is var queue and not 0 ? queue
            : At.CompareTo(other.At) is var at and not 0 ? at
            : Shard.CompareTo(other.Shard);
    }
}
