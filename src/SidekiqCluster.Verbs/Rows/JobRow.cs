using System.Text.Json;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>The columns of a job: JOB of every answer.</summary>
internal static class JobRow
{
    /// <summary>The columns for anything that has a job.</summary>
    /// <param name="jobOf">The row's job.</param>
    /// <param name="clock">For the latency.</param>
    public static IReadOnlyList<Column<T>> Of<T>(Func<T, JobRecord> jobOf, TimeProvider clock) =>
    [
        Columns.Text<T>("id", row => jobOf(row).Id.ToString()).OnlyInDetails(),
        Columns.Shard<T>(row => jobOf(row).Shard),
        Columns.Text<T>("source", row => jobOf(row).Source.ToString()),
        Columns.Text<T>("jid", row => jobOf(row).Jid).AsAddress() with { ListCell = row => AddressOf(jobOf(row)) },
        Columns.Text<T>("class", row => jobOf(row).Class).OnlyInDetails(),
        Columns.Text<T>("display_class", row => jobOf(row).DisplayClass) with { Header = "CLASS" },
        Columns.Element<T>("args", row => jobOf(row).Args).OnlyInDetails(),
        Columns.Element<T>("display_args", row => jobOf(row).DisplayArgs) with
        {
            Header = "ARGS",
            ListCell = row => ArgumentsOf(jobOf(row)),
        },
        Columns.Text<T>("queue", row => jobOf(row).Queue).OnlyInDetails(),
        Columns.Time<T>("created_at", row => jobOf(row).CreatedAt).OnlyInDetails(),
        Columns.Time<T>("enqueued_at", row => jobOf(row).EnqueuedAt).OnlyInDetails(),
        Columns.Time<T>("failed_at", row => jobOf(row).FailedAt).OnlyInDetails(),
        Columns.Time<T>("retried_at", row => jobOf(row).RetriedAt).OnlyInDetails(),
        Columns.Count<T>("retry_count", row => jobOf(row).RetryCount).OnlyInDetails(),
        Columns.Text<T>("error_class", row => jobOf(row).ErrorClass) with { Header = "ERROR", ListCell = row => ErrorOf(jobOf(row)) },
        Columns.Text<T>("error_message", row => jobOf(row).ErrorMessage).OnlyInDetails(),
        Columns.Texts<T>("error_backtrace", row => jobOf(row).ErrorBacktrace).OnlyInDetails() with
        {
            Cell = row => Cell.Of(jobOf(row).ErrorBacktrace is { } lines ? string.Join('\n', lines) : null),
        },
        Columns.Texts<T>("tags", row => jobOf(row).Tags).OnlyInDetails(),
        Columns.Text<T>("bid", row => jobOf(row).Bid).OnlyInDetails(),
        new Column<T>("score", (json, row) => WriteScore(json, jobOf(row)))
        {
            Shape = JsonShape.Number.OrNull,
            Cell = row => Cell.Of((jobOf(row) as SortedEntry)?.Score.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
            IsInList = false,
        },
        Columns.Time<T>("at", row => (jobOf(row) as SortedEntry)?.At) with { Header = "WHEN", ListCell = row => WhenOf(jobOf(row)) },
        Columns.Duration<T>("latency", row => jobOf(row).GetLatency(clock)).OnlyInDetails() with { IsAge = true },
        Columns.Flag<T>("malformed", row => jobOf(row).IsMalformed).OnlyInDetails(),
        Columns.Text<T>("raw", row => jobOf(row).RawText).OnlyInDetails(),
        new Column<T>("raw_base64", (json, row) => WriteBase64(json, jobOf(row)))
        {
            Shape = JsonShape.Text.OrNull,
            Cell = row => Cell.Of(jobOf(row).RawText is null ? Convert.ToBase64String(jobOf(row).Raw.Span) : null),
            IsInList = false,
        },
    ];

    /// <summary>What addresses the job: its jid, or where it has none its id.</summary>
    private static Cell AddressOf(JobRecord job) =>
        job.Jid is { Length: > 0 } jid ? new Cell(jid) : new Cell($"id:{job.Id}", Cell.Warning);

    private static Cell ArgumentsOf(JobRecord job)
    {
        if (job.IsMalformed)
        {
            return new Cell($"malformed: {job.RawText ?? $"{job.Raw.Length} bytes that are no UTF-8"}", Cell.Warning);
        }

        var text = job.DisplayArgs.GetRawText();
        return new Cell(text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text);
    }

    private static Cell ErrorOf(JobRecord job) => (job.ErrorClass, job.ErrorMessage) switch
    {
        (null, null) => new Cell(string.Empty),
        (null, var message) => new Cell(message, Cell.Bad),
        (var error, null or "") => new Cell(error, Cell.Bad),
        var (error, message) => new Cell($"{error}: {message}", Cell.Bad),
    };

    /// <summary>The time that orders the source: due, next attempt, death; in a queue since when it waits.</summary>
    private static Cell WhenOf(JobRecord job) =>
        Cell.Of(((job as SortedEntry)?.At ?? job.EnqueuedAt ?? job.CreatedAt) is { } at ? Human.Time(at) : null);

    private static void WriteScore(Utf8JsonWriter json, JobRecord job)
    {
        if (job is SortedEntry entry && double.IsFinite(entry.Score))
        {
            json.WriteNumberValue(entry.Score);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteBase64(Utf8JsonWriter json, JobRecord job)
    {
        if (job.RawText is null)
        {
            json.WriteBase64StringValue(job.Raw.Span);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
