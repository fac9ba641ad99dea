using SidekiqCluster.Pulses;
using SidekiqCluster.Snapshots;

namespace SidekiqCluster.Grains.Shards;

/// <summary>A shard that is connected, and what the silo remembers of it.</summary>
internal sealed class ConnectedShard(
    SidekiqShard shard, ShardOptions options, ShardSnapshots snapshots, ShardPulse pulse) : IAsyncDisposable
{
    /// <summary>How it was reached.</summary>
    public ShardOptions Options => options;

    public ShardSnapshots Snapshots => snapshots;

    /// <summary>What all watchers ask; told of by whoever acts.</summary>
    public ShardPulse Pulse => pulse;

    /// <summary>The shard for one question, which takes down how old its answer is.</summary>
    public SidekiqShard Read(Tolerance tolerance, SnapshotUse use) =>
        shard.Through(snapshots, tolerance.Staleness, tolerance.Timeout, use);

    /// <summary>The shard for one act under a name; the snapshots are told what it does.</summary>
    public SidekiqShard Act(Guid act) => shard.Acting(act).Through(snapshots, TimeSpan.Zero);

    /// <summary>The shard for an operation, which names its own chunks.</summary>
    public SidekiqShard Operate() => shard.Through(snapshots, TimeSpan.Zero);

    public async ValueTask DisposeAsync()
    {
        await pulse.DisposeAsync().ConfigureAwait(false);
        await snapshots.DisposeAsync().ConfigureAwait(false);
        await shard.DisposeAsync().ConfigureAwait(false);
    }
}
