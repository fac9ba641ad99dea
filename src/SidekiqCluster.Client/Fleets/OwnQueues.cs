using System.Collections;

namespace SidekiqCluster.Client.Fleets;

/// <summary>A shard's own queues as a fleet of this one shard has them; each is made when it is looked at.</summary>
internal sealed class OwnQueues(string shard, IReadOnlyList<QueueSummary> queues) : IReadOnlyList<FleetQueueSummary>
{
    public int Count => queues.Count;

    public FleetQueueSummary this[int index] => QueueMerge.Alone(shard, queues[index]);

    public IEnumerator<FleetQueueSummary> GetEnumerator() => queues.Select(queue => QueueMerge.Alone(shard, queue)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
