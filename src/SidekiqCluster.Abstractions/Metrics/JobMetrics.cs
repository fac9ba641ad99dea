namespace SidekiqCluster;

/// <summary>What one job class did in a window.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobMetrics")]
public sealed record JobMetrics
{
    /// <summary>The job class; Active Job classes under their own name.</summary>
    [Id(0)]
    public required string Class { get; init; }

    /// <summary>Executions, failures included.</summary>
    [Id(1)]
    public required long Processed { get; init; }

    /// <summary>Executions that raised.</summary>
    [Id(2)]
    public required long Failed { get; init; }

    /// <summary>Time spent in successful executions.</summary>
    [Id(3)]
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Buckets in which anything happened, newest first.</summary>
    [Id(4)]
    public required IReadOnlyList<JobMetricsBucket> Series { get; init; }

    /// <summary>Mean time of a successful execution; zero when there was none.</summary>
    public TimeSpan Average => Processed > Failed ? Elapsed / (Processed - Failed) : TimeSpan.Zero;
}
