namespace SidekiqCluster;

/// <summary>Sidekiq's numbers for times, as times in UTC.</summary>
internal static class EpochTime
{
    /// <summary>From this magnitude on, a job's timestamp counts milliseconds: 1e11 s is the year 5138, 1e11 ms 1973.</summary>
    private const double MillisecondsFrom = 1e11;

    private static readonly double MinSeconds = (DateTimeOffset.MinValue - DateTimeOffset.UnixEpoch).TotalSeconds;
    private static readonly double MaxSeconds = (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>Epoch seconds, rounded to the microsecond; null when outside the years 1 to 9999 or no number.</summary>
    public static DateTimeOffset? FromSeconds(double seconds)
    {
        if (!(seconds > MinSeconds && seconds < MaxSeconds))
        {
            return null;
        }

        // The whole seconds apart from the fraction: a double of today's epoch has less than a microsecond to spare.
        var whole = Math.Floor(seconds);
        var microseconds = Math.Round((seconds - whole) * 1e6);
        return DateTimeOffset.UnixEpoch
            .AddTicks(((long)whole * TimeSpan.TicksPerSecond) + ((long)microseconds * TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>Epoch seconds or milliseconds, told apart by magnitude; null when outside the years 1 to 9999.</summary>
    public static DateTimeOffset? FromMagnitude(double value) =>
        FromSeconds(Math.Abs(value) >= MillisecondsFrom ? value / 1000 : value);

    /// <summary>A time as epoch seconds, exact to the microsecond for times of this age.</summary>
    public static double ToSeconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / (double)TimeSpan.TicksPerSecond;
}
