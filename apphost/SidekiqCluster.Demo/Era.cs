using System.Globalization;
using System.Text.Json.Nodes;

namespace SidekiqCluster.Demo;

/// <summary>How one generation of Sidekiq writes what.</summary>
/// <param name="Version">The release that is imitated.</param>
public sealed record Era(string Version)
{
    /// <summary>Delayed Extensions, no metrics, times as float seconds.</summary>
    public static Era Six { get; } = new("6.5.12") { HasDelayedExtensions = true };

    /// <summary>Metrics of the last hours, times as float seconds.</summary>
    public static Era Seven { get; } = new("7.3.10") { HasMetrics = true };

    /// <summary>Metrics of three days, profiles, times as whole milliseconds.</summary>
    public static Era Eight { get; } = new("8.1.7") { HasMetrics = true, HasProfiles = true, HasMilliseconds = true };

    /// <summary>Whether jobs carry their times in milliseconds.</summary>
    public bool HasMilliseconds { get; private init; }

    /// <summary>Whether executions are measured by class.</summary>
    public bool HasMetrics { get; private init; }

    /// <summary>Whether jobs leave profiles behind.</summary>
    public bool HasProfiles { get; private init; }

    /// <summary>Whether methods can be delayed, with their arguments in YAML.</summary>
    public bool HasDelayedExtensions { get; private init; }

    /// <summary>The class that performs an Active Job.</summary>
    public string ActiveJobWrapper => HasMilliseconds ? "Sidekiq::ActiveJob::Wrapper" : "ActiveJob::QueueAdapters::SidekiqAdapter::JobWrapper";

    /// <summary>A time as jobs carry it.</summary>
    public JsonNode Time(DateTimeOffset time) => HasMilliseconds ? time.ToUnixTimeMilliseconds() : Float(Installation.Seconds(time));

    /// <summary>A number with a point, as Ruby writes a float: Sidekiq 8 takes one without for milliseconds.</summary>
    internal static JsonNode Float(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return JsonNode.Parse(text.Contains('.', StringComparison.Ordinal) ? text : $"{text}.0")!;
    }

    /// <summary>Marks a payload with one more failure.</summary>
    /// <param name="payload">The job's.</param>
    /// <param name="error">What it raised: class and message.</param>
    /// <param name="at">When.</param>
    /// <param name="count">Its retries so far: 0 for the first failure.</param>
    public void MarkFailed(JsonObject payload, (string Class, string Message) error, DateTimeOffset at, int count)
    {
        payload["error_message"] = error.Message;
        payload["error_class"] = error.Class;
        payload[count == 0 ? "failed_at" : "retried_at"] = Time(at);
        payload["retry_count"] = count;
    }

    /// <summary>How long a job waits for its next attempt.</summary>
    /// <param name="count">Its retries so far.</param>
    /// <param name="random">For the jitter.</param>
    public TimeSpan RetryDelay(int count, Random random) => LeastRetryDelay(count)
        + TimeSpan.FromSeconds(HasMilliseconds ? random.Next(10 * (count + 1)) : random.Next(10) * (count + 1));

    /// <summary>How long a job waits for its next attempt, without the jitter.</summary>
    /// <param name="count">Its retries so far.</param>
    public static TimeSpan LeastRetryDelay(int count) => TimeSpan.FromSeconds(Math.Pow(count, 4) + 15);

    /// <summary>The keys of the metrics of a minute, each with how long it is kept.</summary>
    internal IEnumerable<(string Key, TimeSpan Lifetime)> MetricsKeys(DateTime utc)
    {
        if (!HasMilliseconds)
        {
            yield return (utc.ToString("'j|'yyyyMMdd'|'H:m", CultureInfo.InvariantCulture), Installation.MetricsLifetime);
            yield break;
        }

        var minute = utc.ToString("'j|'yyMMdd'|'H:mm", CultureInfo.InvariantCulture);
        yield return (minute, Installation.MetricsLifetime);
        yield return (minute[..^1], Installation.RollupLifetime);
    }

    /// <summary>The key of the histogram of a class and minute.</summary>
    internal string HistogramKey(string jobClass, DateTime utc) => HasMilliseconds
        ? $"h|{jobClass}-{utc.Day}-{utc.Hour}:{utc.Minute}"
        : $"{jobClass}-{utc.ToString("dd-HH", CultureInfo.InvariantCulture)}:{utc.Minute}";

    /// <summary>What a process tells of itself in its heartbeat, beside its name, queues and threads.</summary>
    internal void Describe(JsonObject info, int concurrency, IEnumerable<string> queues)
    {
        if (!HasMilliseconds)
        {
            info["concurrency"] = concurrency;
        }

        if (!HasMetrics)
        {
            return;
        }

        var weights = new JsonObject(queues.Select(static queue => KeyValuePair.Create(queue, (JsonNode?)0)));
        info["version"] = Version;
        info["embedded"] = false;
        info["weights"] = new JsonArray(weights);
        if (HasMilliseconds)
        {
            info["capsules"] = new JsonObject
            {
                ["default"] = new JsonObject { ["concurrency"] = concurrency, ["mode"] = "strict", ["weights"] = weights.DeepClone() },
            };
        }
    }
}
