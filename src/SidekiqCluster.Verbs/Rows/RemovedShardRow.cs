using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>A shard that the fleet has no more.</summary>
internal static class RemovedShardRow
{
    public static IReadOnlyList<Column<string>> All { get; } = [Columns.Text<string>("shard", static name => name)];
}
