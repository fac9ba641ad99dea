namespace SidekiqCluster.Client.Fleets;

/// <summary>Takes the queues of one name of several shards as one: sizes sum, latency is the greatest, paused is all, some or none.</summary>
internal static class QueueMerge
{
    /// <summary>All queues, the longest first, equal ones by name.</summary>
    public static FleetAnswer<IReadOnlyList<FleetQueueSummary>> Of(IReadOnlyList<ShardPart<IReadOnlyList<QueueSummary>>> parts)
    {
        var queues = new Dictionary<string, Dictionary<string, QueueSummary>>(StringComparer.Ordinal);
        foreach (var part in parts.Where(static part => part.Outcome.HasAnswer))
        {
            foreach (var queue in part.Value!)
            {
                if (!queues.TryGetValue(queue.Name, out var shards))
                {
                    queues.Add(queue.Name, shards = new Dictionary<string, QueueSummary>(StringComparer.Ordinal));
                }

                shards[part.Shard] = queue;
            }
        }

        return new FleetAnswer<IReadOnlyList<FleetQueueSummary>>
        {
            Value =
            [
                .. queues.Select(static queue => SumOf(queue.Key, queue.Value))
                    .OrderByDescending(static queue => queue.Size)
                    .ThenBy(static queue => queue.Name, StringComparer.Ordinal),
            ],
            Shards = [.. parts.Select(static part => PartOf<IReadOnlyList<QueueSummary>, IReadOnlyList<FleetQueueSummary>>(
                part, static (shard, own) => new OwnQueues(shard, own)))],
        };
    }

    /// <summary>A queue of one shard alone.</summary>
    public static FleetQueueSummary Alone(string shard, QueueSummary queue) => SumOf(queue.Name, Only(shard, queue));

    /// <summary>One queue. A shard counts where it has the queue, or has it paused.</summary>
    public static FleetAnswer<FleetQueueSummary> Of(string name, IReadOnlyList<ShardPart<QueueSummary>> parts) => new()
    {
        Value = SumOf(name, parts.Where(static part => part.Outcome.HasAnswer && IsThere(part.Value!))
            .ToDictionary(static part => part.Shard, static part => part.Value!, StringComparer.Ordinal)),
        Shards = [.. parts.Select(part => PartOf(part, (shard, queue) => SumOf(name, IsThere(queue) ? Only(shard, queue) : [])))],
    };

    private static bool IsThere(QueueSummary queue) => queue is { IsRegistered: true } or { Size: > 0 } or { IsPaused: true };

    private static Dictionary<string, QueueSummary> Only(string shard, QueueSummary queue) => new(StringComparer.Ordinal) { [shard] = queue };

    private static ShardPart<TOther> PartOf<T, TOther>(ShardPart<T> part, Func<string, T, TOther> selector) => new()
    {
        Outcome = part.Outcome,
        Value = part.Outcome.HasAnswer ? selector(part.Shard, part.Value!) : default,
    };

    private static FleetQueueSummary SumOf(string name, Dictionary<string, QueueSummary> shards)
    {
        var (size, paused, latency) = (0L, 0, (TimeSpan?)null);
        foreach (var queue in shards.Values)
        {
            size += queue.Size;
            paused += queue.IsPaused ? 1 : 0;
            latency = latency is null || queue.Latency > latency ? queue.Latency ?? latency : latency;
        }

        return new FleetQueueSummary
        {
            Name = name,
            Size = size,
            Latency = latency,
            Paused = paused == 0 ? PauseState.None : paused == shards.Count ? PauseState.All : PauseState.Some,
            Shards = shards,
        };
    }
}
