namespace SidekiqCluster.TestKit;

/// <summary>A clock that always tells the same time, while waiting takes as long as it takes.</summary>
/// <param name="now">The time.</param>
public sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now;
}
