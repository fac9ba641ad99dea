namespace SidekiqCluster;

/// <summary>The totals of one shard at one moment.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.StatsSnapshot")]
public sealed record StatsSnapshot
{
    /// <summary>Executions that have finished since the beginning, failures included.</summary>
    [Id(0)]
    public required long Processed { get; init; }

    /// <summary>Executions that raised, since the beginning.</summary>
    [Id(1)]
    public required long Failed { get; init; }

    /// <summary>Jobs in the scheduled set.</summary>
    [Id(2)]
    public required long Scheduled { get; init; }

    /// <summary>Jobs in the retry set.</summary>
    [Id(3)]
    public required long Retries { get; init; }

    /// <summary>Jobs in the dead set.</summary>
    [Id(4)]
    public required long Dead { get; init; }

    /// <summary>Jobs waiting in all registered queues.</summary>
    /// <value>Null when the slow half was not asked for.</value>
    [Id(5)]
    public long? Enqueued { get; init; }

    /// <summary>Jobs running now, as of the processes' last heartbeats (up to ten seconds old).</summary>
    /// <value>Null when the slow half was not asked for.</value>
    [Id(6)]
    public long? Busy { get; init; }

    /// <summary>Processes that are alive: registered, with a record that has not expired.</summary>
    /// <value>Without the slow half: registered ones, which counts the dead until they are pruned.</value>
    [Id(7)]
    public required long Processes { get; init; }

    /// <summary>How long the oldest job of the queue <c>default</c> has waited, by the reader's clock.</summary>
    /// <value>Zero when empty or unreadable; slightly negative when the producer's clock runs ahead.</value>
    [Id(8)]
    public required TimeSpan DefaultQueueLatency { get; init; }

    /// <summary>When the numbers were read, by the reader's clock.</summary>
    [Id(9)]
    public required DateTimeOffset CapturedAt { get; init; }
}
