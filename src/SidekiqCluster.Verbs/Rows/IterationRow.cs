using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>How far an iterable job of one shard has come.</summary>
internal sealed record IterationRow(string Shard, IterationState State)
{
    public static IReadOnlyList<Column<IterationRow>> All { get; } =
    [
        Columns.Shard<IterationRow>(row => row.Shard),
        Columns.Text<IterationRow>("jid", row => row.State.Jid),
        Columns.Count<IterationRow>("executions", row => row.State.Executions),
        Columns.Duration<IterationRow>("runtime", row => row.State.Runtime),
        Columns.Element<IterationRow>("cursor", row => row.State.Cursor) with { Cell = row => Cell.Of(row.State.CursorText) },
        Columns.Time<IterationRow>("cancelled_at", row => row.State.CancelledAt),
    ];
}
