using System.Globalization;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>One day of all shards together, with each shard's part.</summary>
internal sealed record HistoryRow(StatsDay Day, IReadOnlyList<StatsDay> Parts)
{
    public static IReadOnlyList<Column<HistoryRow>> All { get; } =
    [
        Columns.Text<HistoryRow>("date", row => row.Day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        Columns.Count<HistoryRow>("processed", row => row.Day.Processed),
        Columns.Count<HistoryRow>("failed", row => row.Day.Failed),
    ];

    /// <summary>The columns of a table: each shard's part stands beside the sum when there are several.</summary>
    public static IReadOnlyList<Column<HistoryRow>> WithParts(IReadOnlyList<string> shards) => shards.Count == 1
        ? All
        : [.. All, .. shards.SelectMany((shard, i) => new[]
        {
            Columns.Count<HistoryRow>($"{shard} processed", row => row.Parts[i].Processed) with { Header = $"{shard} PROCESSED" },
            Columns.Count<HistoryRow>($"{shard} failed", row => row.Parts[i].Failed) with { Header = $"{shard} FAILED" },
        })];

    /// <summary>Adds up histories of the same days.</summary>
    public static IReadOnlyList<HistoryRow> Sum(IReadOnlyList<StatsHistory> shards) => shards.Count == 0
        ? []
        : [.. shards[0].Days.Select((day, i) => new HistoryRow(
            new StatsDay(day.Date, shards.Sum(s => s.Days[i].Processed), shards.Sum(s => s.Days[i].Failed)),
            [.. shards.Select(s => s.Days[i])]))];
}
