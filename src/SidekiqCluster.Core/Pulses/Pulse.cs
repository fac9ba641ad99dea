namespace SidekiqCluster.Pulses;

/// <summary>
/// What the watchers of a shard ask all the time, read at about one moment. Each part is there already; one that the shard
/// refused throws that when it is awaited, as asking the shard itself would, and leaves the others alone.
/// </summary>
internal sealed record Pulse
{
    /// <summary>When reading it began: it shows the shard at that time or later.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>The totals.</summary>
    public required Task<StatsSnapshot> Stats { get; init; }

    /// <summary>The totals without their slow half.</summary>
    public required Task<StatsSnapshot> FastStats { get; init; }

    /// <summary>The registered queues, ordinally sorted.</summary>
    public required Task<IReadOnlyList<string>> QueueNames { get; init; }

    /// <summary>Their sizes, the longest first, equal ones by name.</summary>
    public required Task<IReadOnlyList<KeyValuePair<string, long>>> QueueSizes { get; init; }

    /// <summary>All about each, the longest first, equal ones by name.</summary>
    public required Task<IReadOnlyList<QueueSummary>> Queues { get; init; }

    /// <summary>The living processes, by identity.</summary>
    public required Task<IReadOnlyList<SidekiqProcess>> Processes { get; init; }

    /// <summary>The living processes together.</summary>
    public required Task<ProcessSummary> ProcessSummary { get; init; }

    /// <summary>How many processes live.</summary>
    public required Task<long> ProcessCount { get; init; }

    /// <summary>The identity of the leader; null when there is none.</summary>
    public required Task<string?> Leader { get; init; }

    /// <summary>All parts.</summary>
    public IReadOnlyList<Task> Parts =>
        [Stats, FastStats, QueueNames, QueueSizes, Queues, Processes, ProcessSummary, ProcessCount, Leader];
}
