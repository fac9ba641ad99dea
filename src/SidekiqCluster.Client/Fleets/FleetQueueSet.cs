namespace SidekiqCluster.Client.Fleets;

/// <summary>The queues of all shards.</summary>
internal sealed class FleetQueueSet(FleetCalls calls) : IFleetQueueSet
{
    public Task<FleetAnswer<IReadOnlyList<string>>> ListAsync(
        bool includeUnregistered = false, CancellationToken cancellationToken = default) =>
        calls.AskAsync((fleet, scope, token) => fleet.GetQueueNamesAsync(scope, includeUnregistered, token), cancellationToken);

    public Task<FleetAnswer<IReadOnlyList<KeyValuePair<string, long>>>> GetSizesAsync(CancellationToken cancellationToken = default) =>
        calls.AskAsync(static (fleet, scope, token) => fleet.GetQueueSizesAsync(scope, token), cancellationToken);

    public async Task<FleetAnswer<IReadOnlyList<FleetQueueSummary>>> GetSummariesAsync(
        bool includeUnregistered = false, CancellationToken cancellationToken = default) =>
        QueueMerge.Of(await calls.AskAsync(
            (fleet, scope, token) => fleet.GetQueuesAsync(scope, includeUnregistered, token), cancellationToken).ConfigureAwait(false));
}
