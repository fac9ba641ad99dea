namespace SidekiqCluster.Cli.Shards;

/// <summary>
/// All jobs of several shards as one stream that holds one job per shard: source by source, a set's jobs merged by score,
/// a queue's by the time they were enqueued. A shard that fails drops out, and is told of at the end.
/// </summary>
internal sealed class JobStream(ShardRoster shards, JobSources sources, JobFilter filter, JobOrder order)
{
    private readonly Dictionary<string, string> _errors = [];
    private string[] _asked = [];

    /// <summary>How each shard fared; complete once the stream has been read to its end.</summary>
    public IReadOnlyList<ShardOutcome> Outcomes =>
        [.. _asked.Select(shard => new ShardOutcome { Shard = shard, Error = _errors.GetValueOrDefault(shard) })];

    public async IAsyncEnumerable<JobRecord> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var connected = await shards.AskAsync((shard, _) => Task.FromResult(shard), cancellationToken);
        _asked = [.. connected.All.Select(a => a.Shard)];
        foreach (var gap in connected.All.Where(a => !a.IsOk))
        {
            _errors[gap.Shard] = gap.Error!;
        }

        var readers = connected.Ok
            .Select(a => (a.Shard, Jobs: a.Value.ReadJobsAsync(sources, filter, order, cancellationToken).GetAsyncEnumerator(cancellationToken)))
            .ToList();
        try
        {
            var first = await Task.WhenAll(readers.Select(r => TryNextAsync(r.Shard, r.Jobs)));
            var heads = readers.Where((_, i) => first[i]).ToList();
            while (heads.Count > 0)
            {
                var next = heads.MinBy(head => head.Jobs.Current, Comparer<JobRecord>.Create(Compare));
                yield return next.Jobs.Current;
                if (!await TryNextAsync(next.Shard, next.Jobs))
                {
                    heads.Remove(next);
                }
            }
        }
        finally
        {
            foreach (var (_, jobs) in readers)
            {
                await jobs.DisposeAsync();
            }
        }
    }

    private async Task<bool> TryNextAsync(string shard, IAsyncEnumerator<JobRecord> jobs)
    {
        try
        {
            return await jobs.MoveNextAsync();
        }
        catch (SidekiqClusterException e)
        {
            _errors[shard] = e.Message;
            return false;
        }
    }

    private int Compare(JobRecord x, JobRecord y)
    {
        var source = RankOf(x.Source).CompareTo(RankOf(y.Source));
        if (source == 0 && x.Source.QueueName is { } xQueue && y.Source.QueueName is { } yQueue)
        {
            source = string.CompareOrdinal(xQueue, yQueue);
        }

        var place = PlaceOf(x).CompareTo(PlaceOf(y));
        return source != 0 ? source : order == JobOrder.NewestFirst ? -place : place;
    }

    /// <summary>All queues come first, by name; then the single sources as they were given.</summary>
    private int RankOf(JobSource source) =>
        sources.IncludesAllQueues && source.Kind == JobSourceKind.Queue ? -1 : sources.Single.IndexOf(source);

    private static double PlaceOf(JobRecord job) => job is SortedEntry entry
        ? entry.Score
        : (job.EnqueuedAt ?? job.CreatedAt ?? DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds();
}
