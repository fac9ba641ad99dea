namespace SidekiqCluster.Redis.Tests.DataApi.Faults;

/// <summary>The clock of a computer that sleeps for an hour when a reply is lost: its timestamps do not count that.</summary>
internal sealed class SleepingClock(CuttingProxy proxy) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + (proxy.Cuts > 0 ? TimeSpan.FromHours(1) : TimeSpan.Zero);
}
