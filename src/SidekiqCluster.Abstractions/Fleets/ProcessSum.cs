namespace SidekiqCluster.Fleets;

/// <summary>The processes of several shards together.</summary>
internal static class ProcessSum
{
    /// <summary>Sums; a leader only where there is one shard.</summary>
    public static ProcessSummary Of(IReadOnlyList<ProcessSummary> shards) => new(
        shards.Sum(static shard => shard.Count),
        shards.Sum(static shard => shard.Concurrency),
        shards.Sum(static shard => shard.Busy),
        shards.Sum(static shard => shard.RssKilobytes),
        shards is [var only] ? only.Leader : null);
}
