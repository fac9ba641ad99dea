using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>A queue of a shard.</summary>
internal sealed record QueueRow(string Shard, QueueSummary Queue)
{
    public static IReadOnlyList<Column<QueueRow>> All { get; } =
    [
        Columns.Shard<QueueRow>(row => row.Shard),
        Columns.Text<QueueRow>("name", row => row.Queue.Name).AsAddress(),
        Columns.Count<QueueRow>("size", row => row.Queue.Size),
        Columns.Duration<QueueRow>("latency", row => row.Queue.Latency),
        Columns.Flag<QueueRow>("paused", row => row.Queue.IsPaused),
        Columns.Flag<QueueRow>("registered", row => row.Queue.IsRegistered) with
        {
            Cell = row => row.Queue.IsRegistered ? new Cell("yes", Cell.Dim) : new Cell(StateOf(row.Queue), Cell.Warning),
        },
    ];

    /// <summary>The queues of all shards, largest first, then by name, then as the shards were given.</summary>
    public static IReadOnlyList<QueueRow> Sort(IEnumerable<QueueRow> rows) =>
        [.. rows.OrderByDescending(row => row.Queue.Size).ThenBy(row => row.Queue.Name, StringComparer.Ordinal)];

    private static string StateOf(QueueSummary queue) => queue.PrivateTo is { } process ? $"no, private to {process}" : "no";
}
