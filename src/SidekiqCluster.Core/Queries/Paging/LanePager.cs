namespace SidekiqCluster.Queries.Paging;

/// <summary>Merges the lanes of several shards into a page.</summary>
internal static class LanePager
{
    /// <summary>Reads a page; the lanes tell what became of each shard.</summary>
    /// <param name="shards">The shards by name, and how each is read.</param>
    /// <param name="query">The query, with the cursor.</param>
    /// <param name="request">The same as the lanes have it.</param>
    /// <param name="timeout">How long one shard is waited for, in all; null for ever.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FormatException">The cursor is none, or is of another query or of other shards.</exception>
    public static async Task<(JobPage Page, IReadOnlyList<ShardLane> Lanes)> ReadAsync(
        IReadOnlyList<(string Name, LaneReading Read)> shards,
        JobQuery query,
        PageRequest request,
        TimeSpan? timeout,
        CancellationToken cancellationToken)
    {
        var digest = request.Digest(shards.Select(static shard => shard.Name));
        var starts = query.Cursor is { } cursor
            ? PageCursor.Read(cursor, digest, shards.Count)
            : [.. shards.Select(static _ => ShardPosition.Start)];
        var lanes = shards
            .Zip(starts, (shard, start) => new ShardLane(shard.Name, shard.Read, start, timeout, cancellationToken))
            .ToList();
        try
        {
            var jobs = await MergeAsync(request, lanes).ConfigureAwait(false);
            var hasMore = lanes.Exists(static lane => lane.HasMore);
            var next = hasMore ? PageCursor.Write(digest, lanes.Select(static lane => lane.Position)) : null;
            return (new JobPage { Jobs = jobs, Cursor = next }, lanes);
        }
        finally
        {
            foreach (var lane in lanes)
            {
                await lane.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task<List<JobRecord>> MergeAsync(PageRequest request, List<ShardLane> lanes)
    {
        var jobs = new List<JobRecord>();
        var order = new JobMergeOrder(request.Order, request.NewestFirst);
        await Task.WhenAll(lanes.Select(static lane => lane.StartAsync())).ConfigureAwait(false);
        while (jobs.Count < request.Limit
            && lanes.Where(static lane => lane.Front is not null).MinBy(static lane => lane.Front!.Record, order) is { } next)
        {
            jobs.Add(await next.TakeAsync().ConfigureAwait(false));
        }

        return jobs;
    }
}
