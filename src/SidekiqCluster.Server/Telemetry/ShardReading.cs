namespace SidekiqCluster.Server.Telemetry;

/// <summary>What one shard told when it was last asked.</summary>
/// <param name="Shard">Its name.</param>
internal sealed record ShardReading(string Shard)
{
    /// <summary>Its totals; null when it did not answer.</summary>
    public StatsSnapshot? Stats { get; init; }

    /// <summary>Its queues, the largest first.</summary>
    public IReadOnlyList<QueueSummary> Queues { get; init; } = [];

    /// <summary>Its processes.</summary>
    public IReadOnlyList<SidekiqProcess> Processes { get; init; } = [];
}
