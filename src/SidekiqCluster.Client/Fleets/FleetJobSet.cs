using SidekiqCluster.JobSets;

namespace SidekiqCluster.Client.Fleets;

/// <summary>The sets of one kind of all shards.</summary>
internal sealed partial class FleetJobSet(FleetCalls calls, FleetActs acts, JobSource source) : JobSetActs(acts.Fleet.Operations, shard: null, source), IFleetJobSet
{
    public TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T> => acts.Fleet.Jobs<T>(JobSources.Of(Source));

    public Task<FleetAnswer<long>> ClearAsync(CancellationToken cancellationToken = default) =>
        acts.EachAsync(shard => SetOf(shard).ClearAsync(cancellationToken), Enumerable.Sum, cancellationToken);

    private IJobSet SetOf(ISidekiqShard shard) => Source.Kind switch
    {
        JobSourceKind.Scheduled => shard.ScheduledSet,
        JobSourceKind.Retry => shard.RetrySet,
        _ => shard.DeadSet,
    };
}
