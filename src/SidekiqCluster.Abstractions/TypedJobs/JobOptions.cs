namespace SidekiqCluster;

/// <summary>What <c>sidekiq_options</c> of a worker class sets in every payload it pushes.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobOptions")]
public sealed record JobOptions
{
    /// <summary>The options of a class that sets none.</summary>
    public static JobOptions None { get; } = new();

    /// <summary>The queue; null when the class leaves it to Sidekiq, which takes <c>default</c>.</summary>
    [Id(0)]
    public string? Queue { get; init; }

    /// <summary>How often a failed job is retried; null when the class leaves it to Sidekiq.</summary>
    [Id(1)]
    public JobRetry? Retry { get; init; }

    /// <summary>The tags; empty when there are none.</summary>
    [Id(2)]
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>All other options in the order they were set, their values as JSON: <c>backtrace</c> and <c>20</c>.</summary>
    [Id(3)]
    public IReadOnlyList<KeyValuePair<string, string>> Others { get; init; } = [];
}
