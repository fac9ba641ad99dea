namespace SidekiqCluster.Cli;

/// <summary>A clock that stands at one moment, while timers run: connecting needs them.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
