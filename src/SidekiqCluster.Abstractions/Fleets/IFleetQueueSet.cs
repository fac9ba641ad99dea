namespace SidekiqCluster;

/// <summary>The queues of all shards, those of one name taken as one.</summary>
public interface IFleetQueueSet
{
    /// <summary>The names, ordinally sorted.</summary>
    /// <inheritdoc cref="IQueueSet.ListAsync" path="/param"/>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<IReadOnlyList<string>>> ListAsync(
        bool includeUnregistered = false, CancellationToken cancellationToken = default);

    /// <summary>The registered queues with their sizes, the longest first, equal ones by name.</summary>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<IReadOnlyList<KeyValuePair<string, long>>>> GetSizesAsync(CancellationToken cancellationToken = default);

    /// <summary>Size, latency and pause of every queue, the longest first, equal ones by name, each with its shards' own.</summary>
    /// <inheritdoc cref="IQueueSet.GetSummariesAsync" path="/param"/>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<IReadOnlyList<FleetQueueSummary>>> GetSummariesAsync(
        bool includeUnregistered = false, CancellationToken cancellationToken = default);
}
