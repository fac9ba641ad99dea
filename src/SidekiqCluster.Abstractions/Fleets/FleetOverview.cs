namespace SidekiqCluster;

/// <summary>What a dashboard shows of a fleet: of each shard, all three are of one moment.</summary>
public sealed record FleetOverview
{
    /// <summary>The totals, as <see cref="ISidekiqFleet.GetStatsAsync"/> gives them.</summary>
    public required FleetAnswer<StatsSnapshot> Stats { get; init; }

    /// <summary>The registered queues, as <see cref="IFleetQueueSet.GetSummariesAsync"/> gives them.</summary>
    public required FleetAnswer<IReadOnlyList<FleetQueueSummary>> Queues { get; init; }

    /// <summary>The living processes together, as <see cref="IFleetProcessSet.GetSummaryAsync"/> gives them.</summary>
    public required FleetAnswer<ProcessSummary> Processes { get; init; }

    /// <summary>Whether every shard's part is in all three and as fresh as was asked for.</summary>
    public bool IsComplete => Stats.IsComplete && Queues.IsComplete && Processes.IsComplete;
}
