using System.Text.Json;
using SidekiqCluster.Queues;
using SidekiqCluster.Verbs.Values;

namespace SidekiqCluster.Verbs.Pushes;

/// <summary>
/// Reads a job to push from a line of JSON: an object of Sidekiq's fields, or the array of arguments where the command
/// line names the class. What the line does not say is as on the command line.
/// </summary>
internal sealed class PushLine(JobRequest given, DateTimeOffset now)
{
    /// <summary>The longest <c>retry_for</c> that Sidekiq takes.</summary>
    private const double MostSeconds = 1_000_000_000;

    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = 1000 };

    /// <summary>A job of which nothing is said.</summary>
    public static JobRequest Nothing { get; } = new() { Class = string.Empty, Args = JsonArguments.None };

    /// <exception cref="FormatException">The line is no job; the message is the end of a sentence.</exception>
    public JobRequest Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, AnyDepth);
            var job = document.RootElement.ValueKind switch
            {
                JsonValueKind.Array => given with { Args = JsonArguments.FromUtf8(line) },
                JsonValueKind.Object => ReadObject(document.RootElement),
                _ => throw new FormatException("is neither an object nor an array of arguments"),
            };
            return Check(job);
        }
        catch (JsonException)
        {
            throw new FormatException(line.Span.Trim(" \t"u8).IsEmpty ? "is empty" : "is no JSON");
        }
        catch (InvalidOperationException)
        {
            throw new FormatException("holds text that is not UTF-8");
        }
    }

    /// <summary>The job, if it can be pushed.</summary>
    /// <exception cref="FormatException">It cannot.</exception>
    public static JobRequest Check(JobRequest job)
    {
        if (job.Class.Length == 0)
        {
            throw new FormatException("has no class");
        }

        if (job.Class.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            throw new FormatException($"has the class '{job.Class}', in which there is a blank");
        }

        if (new[] { job.Queue, job.RetryQueue }.OfType<string>().Select(QueueNames.WhyForbidden).FirstOrDefault(why => why is not null) is { } why)
        {
            throw new FormatException($"has a queue whose name {why}");
        }

        return job.Args.Problem is { } problem
            ? throw new FormatException($"has no proper arguments: {char.ToLowerInvariant(problem[0])}{problem[1..].TrimEnd('.')}")
            : job;
    }

    private JobRequest ReadObject(JsonElement line)
    {
        var job = given;
        var others = new Dictionary<string, string>();
        var hasArguments = false;
        foreach (var field in line.EnumerateObject())
        {
            switch (field.Name)
            {
                case "class":
                    job = job with { Class = TextOf(field) };
                    break;
                case "args":
                    job = job with { Args = JsonArguments.FromJson(field.Value) };
                    hasArguments = true;
                    break;
                case "queue":
                    job = job with { Queue = TextOf(field) };
                    break;
                case "jid":
                    job = job with { Jid = TextOf(field) is { Length: > 0 } jid ? jid : throw Wrong(field, "a text") };
                    break;
                case "at":
                    job = job with { At = TimeOf(field), Delay = null };
                    break;
                case "retry":
                    job = job with { Retry = RetryOf(field) };
                    break;
                case "tags":
                    job = job with { Tags = TagsOf(field) };
                    break;
                case "dead":
                    job = job with { Dead = field.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? field.Value.GetBoolean() : throw Wrong(field, "true or false") };
                    break;
                case "backtrace":
                    job = job with { Backtrace = BacktraceOf(field) };
                    break;
                case "retry_for":
                    job = job with { RetryFor = SecondsOf(field) };
                    break;
                case "retry_queue":
                    job = job with { RetryQueue = TextOf(field) };
                    break;
                case "created_at" or "enqueued_at" or "pool" or "client_class":
                    throw new FormatException($"sets '{field.Name}', which the push writes itself");
                default:
                    others[field.Name] = field.Value.GetRawText();
                    break;
            }
        }

        return hasArguments ? job with { Others = [.. others] } : throw new FormatException("has no args");
    }

    private static string TextOf(JsonProperty field) =>
        field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : throw Wrong(field, "a text");

    private DateTimeOffset TimeOf(JsonProperty field) =>
        field.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String
            && Moment.TryParse(field.Value.ToString(), out var moment)
            && moment.FindTime(now) is { } at
                ? at
                : throw Wrong(field, "a time: epoch seconds, or a text such as 2026-11-23T15:00:00Z or +2h");

    private static JobBacktrace BacktraceOf(JsonProperty field) => field.Value.ValueKind switch
    {
        JsonValueKind.True => JobBacktrace.Whole,
        JsonValueKind.False => JobBacktrace.None,
        JsonValueKind.Number when field.Value.TryGetInt32(out var lines) && lines >= 0 => JobBacktrace.Lines(lines),
        _ => throw Wrong(field, "true, false or a number"),
    };

    private static TimeSpan SecondsOf(JsonProperty field) =>
        field.Value.ValueKind == JsonValueKind.Number && field.Value.TryGetDouble(out var seconds) && seconds is >= 1 and <= MostSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw Wrong(field, "a number of seconds");

    private static JobRetry RetryOf(JsonProperty field) =>
        field.Value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number
            && PushValues.TryReadRetry(field.Value.GetRawText(), out var retry)
                ? retry
                : throw Wrong(field, "true, false or a number");

    private static IReadOnlyList<string> TagsOf(JsonProperty field) =>
        field.Value.ValueKind == JsonValueKind.Array && field.Value.EnumerateArray().All(tag => tag.ValueKind == JsonValueKind.String)
            ? [.. field.Value.EnumerateArray().Select(tag => tag.GetString()!)]
            : throw Wrong(field, "an array of texts");

    private static FormatException Wrong(JsonProperty field, string right) => new($"has '{field.Name}', which is not {right}");
}
