using System.Globalization;
using System.Text;
using System.Text.Json;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.Filters;

/// <summary>The values of a field as texts, to count by.</summary>
internal static class FieldKeys
{
    public static IReadOnlyList<string?> Read(JobField field, JobRecord job, DateTimeOffset now) => field.Name switch
    {
        JobFieldName.Tag => job.Tags is { Count: > 0 } tags ? [.. tags] : [null],
        JobFieldName.Class => [job.DisplayClass],
        JobFieldName.Queue => [job.Queue],
        JobFieldName.Jid => [job.Jid],
        JobFieldName.Bid => [job.Bid],
        JobFieldName.Error => [job.ErrorClass],
        JobFieldName.Message => [job.ErrorMessage],
        JobFieldName.Retry => [job["retry_count"] is { ValueKind: JsonValueKind.Number } count ? count.GetRawText() : null],
        JobFieldName.Score => [(job as SortedEntry)?.Score.ToString("R", CultureInfo.InvariantCulture)],
        JobFieldName.At => [TextOf((job as SortedEntry)?.At)],
        JobFieldName.Created => [TextOf(job.CreatedAt)],
        JobFieldName.Enqueued => [TextOf(job.EnqueuedAt)],
        JobFieldName.Failed => [TextOf(job.FailedAt)],
        JobFieldName.Retried => [TextOf(job.RetriedAt)],
        JobFieldName.Age => [now - (job.EnqueuedAt ?? job.CreatedAt) is { } age ? DurationText.Print(age) : null],
        JobFieldName.Malformed => [job.IsMalformed ? "true" : "false"],
        JobFieldName.Shard => [job.Shard],
        JobFieldName.Source => [job.Source.ToString()],
        JobFieldName.Target or JobFieldName.Method => [DelayedCallOf(job, field.Name)],
        JobFieldName.Raw => [Encoding.UTF8.GetString(job.Raw.Span)],
        _ => [job.IsMalformed ? null : ArgumentOf(job.DisplayArgs, Settled(field, job))],
    };

    private static string? TextOf(DateTimeOffset? time) => time is { } known ? TimeText.Print(known) : null;

    private static string? DelayedCallOf(JobRecord job, JobFieldName part)
    {
        if (!PayloadLayout.TryRead(job.Raw.Span, out var layout))
        {
            return null;
        }

        var display = JobDisplay.Of(job.Raw.Span, layout);
        var content = part == JobFieldName.Target ? display.Target : display.Method;
        return content.IsEmpty ? null : JsonText.DecodeContent(content);
    }

    /// <summary>The field with its first step as it is in this job; null when that leads nowhere.</summary>
    private static JobField? Settled(JobField field, JobRecord job)
    {
        if (field.Path.IsEmpty || field.Path[0].Kind == JobFieldStepKind.Plain || !PayloadLayout.TryRead(job.Raw.Span, out var layout))
        {
            return field;
        }

        var first = new ArgumentPath(field).FindFirst(JobDisplay.Of(job.Raw.Span, layout).ReadArguments());
        return first < 0 ? null : JobField.Argument(first, field.Path.Skip(1));
    }

    private static string? ArgumentOf(JsonElement arguments, JobField? field)
    {
        if (field is null)
        {
            return null;
        }

        var value = arguments;
        foreach (var step in field.Path)
        {
            if (!TryStep(value, step, out value))
            {
                return null;
            }
        }

        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Object or JsonValueKind.Array => JsonValues.Compact(value),
            _ => value.GetRawText(),
        };
    }

    private static bool TryStep(JsonElement value, JobFieldStep step, out JsonElement next)
    {
        next = default;
        if (step.Position is not { } position)
        {
            return value.ValueKind == JsonValueKind.Object && value.TryGetProperty(Encoding.UTF8.GetBytes(step.Key!), out next);
        }

        var isThere = value.ValueKind == JsonValueKind.Array && position < value.GetArrayLength();
        next = isThere ? value[position] : default;
        return isThere;
    }
}
