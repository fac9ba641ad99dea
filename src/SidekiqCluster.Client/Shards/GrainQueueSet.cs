using SidekiqCluster.Client.Calls;

namespace SidekiqCluster.Client.Shards;

internal sealed class GrainQueueSet(GrainCalls calls) : IQueueSet
{
    public async Task<IReadOnlyList<string>> ListAsync(
        bool includeUnregistered = false, CancellationToken cancellationToken = default)
    {
        var queues = await GetSummariesAsync(includeUnregistered, cancellationToken).ConfigureAwait(false);
        return [.. queues.Select(static queue => queue.Name).Order(StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<KeyValuePair<string, long>>> GetSizesAsync(CancellationToken cancellationToken = default)
    {
        var queues = await GetSummariesAsync(includeUnregistered: false, cancellationToken).ConfigureAwait(false);
        return [.. queues.Select(static queue => KeyValuePair.Create(queue.Name, queue.Size))];
    }

    public Task<IReadOnlyList<QueueSummary>> GetSummariesAsync(
        bool includeUnregistered = false, CancellationToken cancellationToken = default) =>
        calls.ReadAsync(token => calls.Shard.GetQueuesAsync(includeUnregistered, calls.Tolerance, token), cancellationToken);
}
