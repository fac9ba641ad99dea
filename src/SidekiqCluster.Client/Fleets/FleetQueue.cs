using SidekiqCluster.Queues;

namespace SidekiqCluster.Client.Fleets;

/// <summary>The queues of one name of all shards.</summary>
internal sealed partial class FleetQueue(FleetCalls calls, FleetActs acts, string name) : JobQueueActs(acts.Fleet.Operations, shard: null, name), IFleetQueue
{
    public TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T> => acts.Fleet.Jobs<T>(JobSources.Of(Source));

    public Task<FleetAnswer<long>> ClearAsync(CancellationToken cancellationToken = default) =>
        acts.EachAsync(shard => shard.Queue(Name).ClearAsync(cancellationToken), Enumerable.Sum, cancellationToken);

    public Task<FleetAnswer<bool>> PauseAsync(CancellationToken cancellationToken = default) =>
        acts.EachWhereAsync(shard => PauseAsync(shard.Queue(Name), cancellationToken), AnyOf, cancellationToken);

    public Task<FleetAnswer<bool>> UnpauseAsync(CancellationToken cancellationToken = default) =>
        acts.EachAsync(shard => shard.Queue(Name).UnpauseAsync(cancellationToken), AnyOf, cancellationToken);

    public Task<bool> WaitUntilEmptyAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        acts.WaitUntilAsync(
            async (shard, token) => await shard.Queue(Name).GetSizeAsync(token).ConfigureAwait(false) == 0, timeout, cancellationToken);

    private static bool AnyOf(IEnumerable<bool> parts) => parts.Contains(true);

    private static async Task<bool?> PauseAsync(IJobQueue queue, CancellationToken cancellationToken) =>
        await queue.ExistsAsync(cancellationToken).ConfigureAwait(false)
            ? await queue.PauseAsync(cancellationToken).ConfigureAwait(false)
            : null;
}
