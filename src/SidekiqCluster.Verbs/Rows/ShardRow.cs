using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>A shard, whether it answers or not.</summary>
internal static class ShardRow
{
    public static IReadOnlyList<Column<ShardInfo>> All { get; } =
    [
        Columns.Text<ShardInfo>("shard", static shard => shard.Name),
        Columns.Map<ShardInfo>("labels", static shard => shard.Labels),
        Columns.Flag<ShardInfo>("added_at_run_time", static shard => shard.IsAddedAtRunTime),
    ];
}
