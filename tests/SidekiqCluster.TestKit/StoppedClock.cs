namespace SidekiqCluster.TestKit;

/// <summary>A clock that stands at one moment, while timers run: connecting needs them.</summary>
public sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
