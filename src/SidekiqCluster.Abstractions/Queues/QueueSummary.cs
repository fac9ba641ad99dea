namespace SidekiqCluster;

/// <summary>A queue at a glance.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.QueueSummary")]
public sealed record QueueSummary
{
    /// <summary>The name without prefix.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Jobs waiting.</summary>
    [Id(1)]
    public required long Size { get; init; }

    /// <summary>How long the oldest job has waited since it was enqueued (else created), by the reader's clock.</summary>
    /// <value>Zero when empty; null when the oldest job cannot be read or has no time; slightly negative when the
    /// producer's clock runs ahead.</value>
    [Id(2)]
    public required TimeSpan? Latency { get; init; }

    /// <summary>Whether Sidekiq Pro has the queue paused.</summary>
    [Id(3)]
    public required bool IsPaused { get; init; }

    /// <summary>Whether Sidekiq lists the queue in <c>queues</c>; false for stray lists and private queues.</summary>
    [Id(4)]
    public required bool IsRegistered { get; init; }

    /// <summary>
    /// The process that holds this private queue of super_fetch (<c>sq|identity|queue</c>); null for any other queue.
    /// </summary>
    [Id(5)]
    public string? PrivateTo { get; init; }
}
