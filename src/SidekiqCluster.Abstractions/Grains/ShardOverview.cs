namespace SidekiqCluster.Grains;

/// <summary>What a dashboard shows of one shard, out of one pulse. What the shard refused is a part without a value.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.ShardOverview")]
public sealed record ShardOverview
{
    /// <summary>The totals.</summary>
    [Id(0)]
    public required ShardPart<StatsSnapshot> Stats { get; init; }

    /// <summary>The registered queues.</summary>
    [Id(1)]
    public required ShardPart<IReadOnlyList<QueueSummary>> Queues { get; init; }

    /// <summary>The living processes together.</summary>
    [Id(2)]
    public required ShardPart<ProcessSummary> Processes { get; init; }
}
