using SidekiqCluster.Client.Calls;
using SidekiqCluster.Client.Shards;
using SidekiqCluster.Grains;

namespace SidekiqCluster.Client.Fleets;

/// <summary>The fleet over the grains of a cluster.</summary>
internal sealed class SidekiqFleet(IGrainFactory grains, TimeProvider clock) : ISidekiqFleet
{
    private static readonly TimeSpan LeastTimeout = TimeSpan.FromMilliseconds(1);

    private Tolerance Tolerance { get; init; } = Tolerance.Default;

    public TimeSpan Staleness => Tolerance.Staleness;

    public TimeSpan Timeout => Tolerance.Timeout;

    public ISidekiqFleet With(TimeSpan? staleness = null, TimeSpan? timeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(staleness ?? Staleness, TimeSpan.Zero, nameof(staleness));
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout ?? Timeout, LeastTimeout, nameof(timeout));
        return new SidekiqFleet(grains, clock) { Tolerance = new Tolerance(staleness ?? Staleness, timeout ?? Timeout) };
    }

    public ISidekiqShard Shard(string name) =>
        new GrainShard(new GrainCalls(grains, ShardKey.Parse(name).Shard, Tolerance, clock));
}
