using SidekiqCluster.Queries.Paging;

namespace SidekiqCluster.Grains.Jobs;

/// <summary>Reads a shard's part of a page over several shards, some jobs at a time. Positions travel as cursors of one shard.</summary>
internal static class ShardLanes
{
    /// <summary>The next jobs.</summary>
    public static async Task<JobLane> ReadAsync(SidekiqShard shard, JobQuery query, CancellationToken cancellationToken)
    {
        var request = new PageRequest(query, shard.TimeProvider.GetUtcNow());
        var start = query.Cursor is { } cursor ? ToPosition(cursor) : ShardPosition.Start;
        var (jobs, positions) = (new List<JobRecord>(), new List<string>());
        await foreach (var job in LaneJobs.ReadAsync(shard.Connection, request, start, cancellationToken).ConfigureAwait(false))
        {
            if (jobs.Count == request.Limit)
            {
                return Lane(isLast: false);
            }

            jobs.Add(job.Record);
            positions.Add(ToText(ShardPosition.After(job)));
        }

        return Lane(isLast: true);

        JobLane Lane(bool isLast) => new() { Batch = new JobBatch(jobs), Positions = positions, IsLast = isLast };
    }

    /// <summary>A position as it travels.</summary>
    public static string ToText(ShardPosition position) => PageCursor.Write(query: 0, [position]);

    /// <summary>A position that travelled.</summary>
    public static ShardPosition ToPosition(string text) => PageCursor.Read(text, query: 0, shards: 1)[0];
}
