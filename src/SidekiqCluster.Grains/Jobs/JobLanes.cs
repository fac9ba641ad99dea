using SidekiqCluster.Queries.Paging;

namespace SidekiqCluster.Grains.Jobs;

/// <summary>A shard's part of a page over several shards.</summary>
internal static class JobLanes
{
    public static async Task<JobLaneSlice> ReadAsync(
        SidekiqShard shard, JobLaneRequest request, CancellationToken cancellationToken)
    {
        var query = new JobQuery { Sources = request.Sources, Filter = request.Filter, Order = request.Order, Limit = request.Count };
        var start = request.Position is { } position ? PageCursor.ReadPosition(position) : ShardPosition.Start;
        await using var lane = new ShardLane(
            ShardSource.Of(shard), new PageRequest(query, request.Now), start, null, cancellationToken);
        await lane.StartAsync().ConfigureAwait(false);
        var jobs = new List<JobRecord>();
        var positions = new List<byte[]>();
        while (lane.Front is not null && jobs.Count < request.Count)
        {
            jobs.Add(await lane.TakeAsync().ConfigureAwait(false));
            positions.Add(PageCursor.WritePosition(lane.Position));
        }

        return lane.Failure is { } failure ? throw failure : new JobLaneSlice(new JobBatch(jobs), positions, lane.HasMore);
    }
}
