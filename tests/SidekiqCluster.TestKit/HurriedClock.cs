namespace SidekiqCluster.TestKit;

/// <summary>The system's clock for those who must not wait long: its timers ring early.</summary>
/// <param name="haste">How many times earlier.</param>
/// <param name="now">What time it says it is, always.</param>
/// <param name="isPatienceShort">Whether measured time runs as much faster, so that time limits are over soon as well.</param>
public sealed class HurriedClock(int haste, DateTimeOffset now, bool isPatienceShort = false) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now;

    /// <inheritdoc/>
    public override long GetTimestamp() => base.GetTimestamp() * (isPatienceShort ? haste : 1);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Hurry(dueTime), Hurry(period));

    private TimeSpan Hurry(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / haste;
}
