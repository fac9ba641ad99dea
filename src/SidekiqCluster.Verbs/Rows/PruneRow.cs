using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>How many dead processes were taken off a shard's list.</summary>
internal sealed record PruneRow(string Shard, long Pruned)
{
    public static IReadOnlyList<Column<PruneRow>> All { get; } =
    [
        Columns.Shard<PruneRow>(row => row.Shard),
        Columns.Count<PruneRow>("pruned", row => row.Pruned),
    ];
}
