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
    public JsonNode Time(DateTimeOffset time) => HasMilliseconds ? time.ToUnixTimeMilliseconds() : Installation.Seconds(time);

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
