using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>A marked deploy of one shard.</summary>
internal sealed record DeployRow(string Shard, DeployMark Mark)
{
    public static IReadOnlyList<Column<DeployRow>> All { get; } =
    [
        Columns.Shard<DeployRow>(row => row.Shard),
        Columns.Time<DeployRow>("at", row => row.Mark.At),
        Columns.Text<DeployRow>("label", row => row.Mark.Label),
    ];

    /// <summary>The deploys of all shards, newest first.</summary>
    public static IReadOnlyList<DeployRow> Sort(IEnumerable<DeployRow> rows) => [.. rows.OrderByDescending(row => row.Mark.At)];
}
