using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>A counter of a shard that was set to zero.</summary>
internal sealed record ResetRow(string Shard, string Counter, long Before)
{
    public static IReadOnlyList<Column<ResetRow>> All { get; } =
    [
        Columns.Shard<ResetRow>(row => row.Shard),
        Columns.Text<ResetRow>("counter", row => row.Counter),
        Columns.Count<ResetRow>("before", row => row.Before),
    ];
}
