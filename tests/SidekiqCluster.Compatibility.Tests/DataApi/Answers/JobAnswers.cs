using System.Text.Json;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Answers;

/// <summary>What we answer about a job, in the shape of Ruby's answers.</summary>
internal static class JobAnswers
{
    /// <summary>Answers what Ruby was asked about the same job.</summary>
    public static IReadOnlyDictionary<string, object?> Of(JobRecord job, JsonElement theirs, TimeProvider clock)
    {
        var answers = new Dictionary<string, object?>();
        foreach (var question in theirs.EnumerateObject())
        {
            if (question.Name == "args_after_display_args")
            {
                _ = job.DisplayArgs;
            }

            answers[question.Name] = question.Name switch
            {
                "value" => job.Raw.ToArray(),
                "klass" => job.Class,
                "display_class" => job.DisplayClass,
                "args" or "args_after_display_args" => job.Args,
                "display_args" => job.DisplayArgs,
                "jid" => job.Jid,
                "bid" => job.Bid,
                "tags" => Texts(job.Tags),
                "created_at" => job.CreatedAt,
                "enqueued_at" => job.EnqueuedAt,
                "failed_at" => job.FailedAt,
                "retried_at" => job.RetriedAt,
                "error_backtrace" => job.ErrorBacktrace is { } lines ? Texts(lines) : null,
                "latency" => job.GetLatency(clock),
                "queue" => job.Queue,
                "item" or "fields" => Fields(job, question.Value),
                "with_unrestricted_yaml" => new Dictionary<string, object?>
                {
                    ["display_class"] = job.DisplayClass,
                    ["display_args"] = job.DisplayArgs,
                },
                "score" => ((SortedEntry)job).Score,
                "at" => ((SortedEntry)job).At,
                "id" => job.Id.ToString(),
                "error?" => job.ErrorClass is not null,
                _ => Comparing.NotAsked.Value,
            };
        }

        return answers;
    }

    private static object? Fields(JobRecord job, JsonElement theirs) =>
        theirs.ValueKind == JsonValueKind.Object
            ? theirs.EnumerateObject().ToDictionary(field => field.Name, field => (object?)job[field.Name])
            : job.IsMalformed ? null : Comparing.NotAsked.Value;

    private static object?[] Texts(IEnumerable<string> texts) => [.. texts];
}
