using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>What a job class of one shard did in a window.</summary>
internal sealed record MetricsRow(string Shard, JobMetrics Metrics)
{
    /// <summary>The numbers alone.</summary>
    public static IReadOnlyList<Column<MetricsRow>> Totals { get; } =
    [
        Columns.Count<MetricsRow>("processed", row => row.Metrics.Processed),
        Columns.Count<MetricsRow>("failed", row => row.Metrics.Failed) with
        {
            Cell = row => row.Metrics.Failed > 0 ? new Cell(Human.Count(row.Metrics.Failed), Cell.Bad) : new Cell("0"),
        },
        Columns.Duration<MetricsRow>("elapsed", row => row.Metrics.Elapsed),
        Columns.Duration<MetricsRow>("average", row => row.Metrics.Average),
    ];

    public static IReadOnlyList<Column<MetricsRow>> All { get; } =
    [
        Columns.Shard<MetricsRow>(row => row.Shard),
        Columns.Text<MetricsRow>("class", row => row.Metrics.Class),
        .. Totals,
    ];
}
