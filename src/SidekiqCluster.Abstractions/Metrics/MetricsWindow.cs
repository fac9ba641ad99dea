namespace SidekiqCluster;

/// <summary>
/// How far back metrics are asked for: up to 8 hours by the minute, or up to 72 hours by ten minutes. The default value is
/// Sidekiq's own default, the last 60 minutes.
/// </summary>
public readonly record struct MetricsWindow
{
    private const int MaxMinutes = 480;
    private const int MaxHours = 72;
    private const int DefaultMinutes = 60;

    // Counted from the default, so that the default value is that default and equals it.
    private readonly int _bucketsBeyondDefault;

    private MetricsWindow(bool isByTenMinutes, int bucketCount)
    {
        IsByTenMinutes = isByTenMinutes;
        _bucketsBeyondDefault = bucketCount - DefaultMinutes;
    }

    /// <summary>Whether buckets of ten minutes are asked for, which only Sidekiq 8 keeps; else minutes.</summary>
    public bool IsByTenMinutes { get; }

    /// <summary>The time that one bucket covers: a minute or ten minutes.</summary>
    public TimeSpan Bucket => TimeSpan.FromMinutes(IsByTenMinutes ? 10 : 1);

    /// <summary>The number of buckets.</summary>
    public int BucketCount => DefaultMinutes + _bucketsBeyondDefault;

    /// <summary>The last minutes, one bucket each.</summary>
    /// <param name="minutes">1 to 480.</param>
    public static MetricsWindow LastMinutes(int minutes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minutes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minutes, MaxMinutes);
        return new MetricsWindow(isByTenMinutes: false, minutes);
    }

    /// <summary>The last hours in buckets of ten minutes. Only Sidekiq 8 keeps these, and no histograms for them.</summary>
    /// <param name="hours">1 to 72.</param>
    public static MetricsWindow LastHours(int hours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hours, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hours, MaxHours);
        return new MetricsWindow(isByTenMinutes: true, hours * 6);
    }
}
