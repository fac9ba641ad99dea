namespace SidekiqCluster.Grains.Fleets.Merging;

/// <summary>Metrics of several shards together.</summary>
internal static class MetricsSum
{
    /// <summary>Sums by class, and within a class by bucket; the deploys of all. An empty window where no shard answered.</summary>
    public static MetricsReport Of(IReadOnlyList<MetricsReport> shards, MetricsWindow window) => new()
    {
        Bucket = window.Bucket,
        StartsAt = shards.Select(static report => report.StartsAt).DefaultIfEmpty().Min(),
        EndsAt = shards.Select(static report => report.EndsAt).DefaultIfEmpty().Max(),
        Jobs =
        [
            .. shards.SelectMany(static report => report.Jobs)
                .GroupBy(static job => job.Class, StringComparer.Ordinal)
                .Select(static jobs => SumOf(jobs.Key, [.. jobs]))
                .OrderByDescending(static job => job.Elapsed)
                .ThenBy(static job => job.Class, StringComparer.Ordinal),
        ],
        Marks = [.. shards.SelectMany(static report => report.Marks).Distinct().OrderByDescending(static mark => mark.At)],
    };

    private static JobMetrics SumOf(string name, IReadOnlyList<JobMetrics> shards) => new()
    {
        Class = name,
        Processed = shards.Sum(static job => job.Processed),
        Failed = shards.Sum(static job => job.Failed),
        Elapsed = TimeSpan.FromTicks(shards.Sum(static job => job.Elapsed.Ticks)),
        Series =
        [
            .. shards.SelectMany(static job => job.Series)
                .GroupBy(static bucket => bucket.Start)
                .OrderByDescending(static buckets => buckets.Key)
                .Select(static buckets => SumOf(buckets.Key, [.. buckets])),
        ],
    };

    private static JobMetricsBucket SumOf(DateTimeOffset start, IReadOnlyList<JobMetricsBucket> shards) => new(
        start,
        shards.Sum(static bucket => bucket.Processed),
        shards.Sum(static bucket => bucket.Failed),
        TimeSpan.FromTicks(shards.Sum(static bucket => bucket.Elapsed.Ticks)),
        SumOf([.. shards.Select(static bucket => bucket.Histogram).OfType<DurationHistogram>()]));

    private static DurationHistogram? SumOf(IReadOnlyList<DurationHistogram> shards) => shards.Count == 0
        ? null
        : new DurationHistogram(
            [.. Enumerable.Range(0, DurationHistogram.BucketCount).Select(i => shards.Sum(histogram => histogram.Counts[i]))]);
}
