using SidekiqCluster.JobSets;

namespace SidekiqCluster.Client.Fleets;

/// <summary>The sets of one kind of all shards.</summary>
internal sealed partial class FleetJobSet(FleetActs acts, JobSource source) : JobSetActs(acts.Operations, shard: null, source), IFleetJobSet
{
    public Task<FleetAnswer<long>> ClearAsync(CancellationToken cancellationToken = default) =>
        acts.EachAsync(shard => SetOf(shard).ClearAsync(cancellationToken), Enumerable.Sum, cancellationToken);

    private IJobSet SetOf(ISidekiqShard shard) => Source.Kind switch
    {
        JobSourceKind.Scheduled => shard.ScheduledSet,
        JobSourceKind.Retry => shard.RetrySet,
        _ => shard.DeadSet,
    };
}
