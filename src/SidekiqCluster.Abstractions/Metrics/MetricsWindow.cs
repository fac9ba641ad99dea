namespace SidekiqCluster;

/// <summary>How far back metrics are asked for: up to 8 hours by the minute, or up to 72 hours by ten minutes.</summary>
public readonly record struct MetricsWindow
{
    private const int MaxMinutes = 480;
    private const int MaxHours = 72;

    private MetricsWindow(TimeSpan bucket, int count)
    {
        Bucket = bucket;
        BucketCount = count;
    }

    /// <summary>The time that one bucket covers: a minute or ten minutes.</summary>
    public TimeSpan Bucket { get; }

    /// <summary>The number of buckets.</summary>
    public int BucketCount { get; }

    /// <summary>The last minutes, one bucket each; Sidekiq's own default is 60.</summary>
    /// <param name="minutes">1 to 480.</param>
    public static MetricsWindow LastMinutes(int minutes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minutes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minutes, MaxMinutes);
        return new MetricsWindow(TimeSpan.FromMinutes(1), minutes);
    }

    /// <summary>The last hours in buckets of ten minutes. Only Sidekiq 8 keeps these, and no histograms for them.</summary>
    /// <param name="hours">1 to 72.</param>
    public static MetricsWindow LastHours(int hours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hours, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hours, MaxHours);
        return new MetricsWindow(TimeSpan.FromMinutes(10), hours * 6);
    }
}
