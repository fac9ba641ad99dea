using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>A queue that was paused, or not any more.</summary>
internal sealed record PauseRow(string Shard, string Name, bool IsPaused, bool IsChanged)
{
    public static IReadOnlyList<Column<PauseRow>> All { get; } =
    [
        Columns.Shard<PauseRow>(row => row.Shard),
        Columns.Text<PauseRow>("name", row => row.Name).AsAddress(),
        Columns.Flag<PauseRow>("paused", row => row.IsPaused),
        Columns.Flag<PauseRow>("changed", row => row.IsChanged),
    ];
}
