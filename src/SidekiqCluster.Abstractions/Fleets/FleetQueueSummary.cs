namespace SidekiqCluster;

/// <summary>A queue over all shards that have one of its name.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.FleetQueueSummary")]
public sealed record FleetQueueSummary
{
    /// <summary>The queue's name.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Jobs in all shards together.</summary>
    [Id(1)]
    public required long Size { get; init; }

    /// <summary>The greatest of the shards' latencies; see <see cref="QueueSummary.Latency"/>.</summary>
    /// <value>Null when no shard can tell.</value>
    [Id(2)]
    public required TimeSpan? Latency { get; init; }

    /// <summary>Where it is paused.</summary>
    [Id(3)]
    public required PauseState Paused { get; init; }

    /// <summary>Each shard's own queue of this name, by the shard's name.</summary>
    [Id(4)]
    public required IReadOnlyDictionary<string, QueueSummary> Shards { get; init; }
}
