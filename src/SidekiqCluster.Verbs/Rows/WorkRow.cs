using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>The columns of a job in flight: those of a job, and who runs it since when.</summary>
internal static class WorkRow
{
    public static IReadOnlyList<Column<Work>> Of(TimeProvider clock) =>
    [
        .. JobRow.Of<Work>(work => work.Job, clock).Select(ForWork),
        Columns.Text<Work>("process", work => work.ProcessIdentity),
        Columns.Text<Work>("tid", work => work.ThreadId),
        Columns.Time<Work>("run_at", work => work.RunAt) with
        {
            Header = "RUNNING",
            ListCell = work => Cell.Of(work.RunAt is { } since ? Human.Duration(clock.GetUtcNow() - since) : null),
        },
    ];

    /// <summary>The jobs of all shards, longest running first; those without a start last.</summary>
    public static IReadOnlyList<Work> Sort(IEnumerable<Work> work) => [.. work.OrderBy(w => w.RunAt ?? DateTimeOffset.MaxValue)];

    private static Column<Work> ForWork(Column<Work> column) => column.Name switch
    {
        // All of them are at work, and a list tells since when.
        "source" or "at" or "error_class" => column.OnlyInDetails(),
        "queue" => Columns.Text<Work>("queue", work => work.Queue ?? work.Job.Queue),
        _ => column,
    };
}
