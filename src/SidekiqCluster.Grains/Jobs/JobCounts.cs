using SidekiqCluster.Queries;

namespace SidekiqCluster.Grains.Jobs;

/// <summary>Counts the jobs of a shard, with or without a class that their arguments should fit.</summary>
internal static class JobCounts
{
    public static async Task<TypedJobCount> CountAsync(
        SidekiqShard shard, JobCounting counting, CancellationToken cancellationToken)
    {
        if (counting.Schema is { } schema)
        {
            return await new ShardQueries(shard.Connection)
                .CountAsync(counting.Sources, counting.Filter, counting.By, schema, cancellationToken).ConfigureAwait(false);
        }

        var count = await shard.CountJobsAsync(counting.Sources, counting.Filter, counting.By, cancellationToken)
            .ConfigureAwait(false);
        return new TypedJobCount { Count = count.Count, Groups = count.Groups, Mismatched = 0 };
    }
}
