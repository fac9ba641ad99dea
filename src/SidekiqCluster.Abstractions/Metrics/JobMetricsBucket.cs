namespace SidekiqCluster;

/// <summary>What one job class did in one bucket of a window.</summary>
/// <param name="Start">The bucket's first moment, UTC.</param>
/// <param name="Processed">Executions, failures included.</param>
/// <param name="Failed">Executions that raised.</param>
/// <param name="Elapsed">Time spent in successful executions.</param>
/// <param name="Histogram">Successful executions by duration; null when not asked for or not kept.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobMetricsBucket")]
public sealed record JobMetricsBucket(
    DateTimeOffset Start, long Processed, long Failed, TimeSpan Elapsed, DurationHistogram? Histogram = null)
{
    /// <summary>Mean time of a successful execution; zero when there was none.</summary>
    public TimeSpan Average => Processed > Failed ? Elapsed / (Processed - Failed) : TimeSpan.Zero;
}
