namespace SidekiqCluster;

/// <summary>Metrics of a window: job classes and the deploys that fell into it.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.MetricsReport")]
public sealed record MetricsReport
{
    /// <summary>The time that one bucket covers.</summary>
    [Id(0)]
    public required TimeSpan Bucket { get; init; }

    /// <summary>The window's beginning: one bucket before the oldest, as Sidekiq reports it.</summary>
    [Id(1)]
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>The moment of the question.</summary>
    [Id(2)]
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Job classes, most time spent first.</summary>
    [Id(3)]
    public required IReadOnlyList<JobMetrics> Jobs { get; init; }

    /// <summary>Deploys within the window, newest first.</summary>
    [Id(4)]
    public required IReadOnlyList<DeployMark> Marks { get; init; }

    /// <summary>The start of the bucket that a moment falls into, such as a deploy's.</summary>
    public DateTimeOffset BucketOf(DateTimeOffset moment) => moment.ToUniversalTime().AddTicks(-(moment.UtcTicks % Bucket.Ticks));
}
