using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>A signal to a process, what became of it, and whether the process has done what it says.</summary>
internal sealed record SignalRow(string Shard, ProcessSignal Signal, bool? IsObeyed)
{
    public static IReadOnlyList<Column<SignalRow>> All { get; } =
    [
        Columns.Shard<SignalRow>(row => row.Shard),
        Columns.Text<SignalRow>("identity", row => row.Signal.Identity).AsAddress(),
        Columns.Text<SignalRow>("outcome", row => NameOf(row.Signal.Outcome)),
        Columns.Text<SignalRow>("reason", row => row.Signal.Reason),
        new Column<SignalRow>("obeyed", (json, row) =>
        {
            if (row.IsObeyed is { } isObeyed)
            {
                json.WriteBooleanValue(isObeyed);
            }
            else
            {
                json.WriteNullValue();
            }
        })
        {
            Shape = JsonShape.Flag.OrNull,
            Cell = row => Cell.Of(row.IsObeyed switch { true => "yes", false => "no", null => null }),
        },
    ];

    /// <summary>The columns of a table of these rows: those that say something.</summary>
    public static IReadOnlyList<Column<SignalRow>> For(IEnumerable<SignalRow> rows, bool isWaiting) =>
        [.. All.Where(column => column.Name switch
        {
            "reason" => rows.Any(row => row.Signal.Reason is not null),
            "obeyed" => isWaiting,
            _ => true,
        })];

    private static string NameOf(ProcessSignalOutcome outcome) => outcome switch
    {
        ProcessSignalOutcome.Sent => "sent",
        ProcessSignalOutcome.AlreadySignalled => "already_signalled",
        ProcessSignalOutcome.NotAlive => "not_alive",
        ProcessSignalOutcome.Embedded => "embedded",
        ProcessSignalOutcome.Failed => "failed",
        _ => "unknown",
    };
}
