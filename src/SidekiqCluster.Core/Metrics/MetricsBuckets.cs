namespace SidekiqCluster.Metrics;

/// <summary>The buckets of a window as it is at one moment.</summary>
internal sealed class MetricsBuckets
{
    private MetricsBuckets(DateTimeOffset startsAt, DateTimeOffset endsAt, IReadOnlyList<DateTimeOffset> starts)
    {
        StartsAt = startsAt;
        EndsAt = endsAt;
        Starts = starts;
    }

    /// <summary>One bucket before the oldest; not rounded, as Sidekiq reports it.</summary>
    public DateTimeOffset StartsAt { get; }

    /// <summary>The moment of the question.</summary>
    public DateTimeOffset EndsAt { get; }

    /// <summary>Each bucket's first moment, newest first. The first bucket is not over yet.</summary>
    public IReadOnlyList<DateTimeOffset> Starts { get; }

    /// <summary>Every UTC day that the window touches.</summary>
    public IReadOnlyList<DateOnly> Days
    {
        get
        {
            var first = DateOnly.FromDateTime(StartsAt.UtcDateTime);
            var last = DateOnly.FromDateTime(EndsAt.UtcDateTime);
            return [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)];
        }
    }

    public static MetricsBuckets Of(MetricsWindow window, DateTimeOffset now)
    {
        var newest = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % window.Bucket.Ticks), TimeSpan.Zero);
        return new MetricsBuckets(
            now.ToUniversalTime() - (window.Bucket * window.BucketCount),
            now.ToUniversalTime(),
            [.. Enumerable.Range(0, window.BucketCount).Select(back => newest - (window.Bucket * back))]);
    }
}
