namespace SidekiqCluster;

/// <summary>What one job class did in a window.</summary>
public sealed record JobMetrics
{
    /// <summary>The job class; Active Job classes under their own name.</summary>
    public required string Class { get; init; }

    /// <summary>Executions, failures included.</summary>
    public required long Processed { get; init; }

    /// <summary>Executions that raised.</summary>
    public required long Failed { get; init; }

    /// <summary>Time spent in successful executions.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Buckets in which anything happened, newest first.</summary>
    public required IReadOnlyList<JobMetricsBucket> Series { get; init; }

    /// <summary>Mean time of a successful execution; zero when there was none.</summary>
    public TimeSpan Average => Processed > Failed ? Elapsed / (Processed - Failed) : TimeSpan.Zero;
}
