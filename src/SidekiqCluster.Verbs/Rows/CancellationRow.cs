using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>An iterable job that was cancelled.</summary>
internal sealed record CancellationRow(string Shard, string Jid, DateTimeOffset CancelledAt)
{
    public static IReadOnlyList<Column<CancellationRow>> All { get; } =
    [
        Columns.Shard<CancellationRow>(row => row.Shard),
        Columns.Text<CancellationRow>("jid", row => row.Jid).AsAddress(),
        Columns.Time<CancellationRow>("cancelled_at", row => row.CancelledAt),
    ];
}
