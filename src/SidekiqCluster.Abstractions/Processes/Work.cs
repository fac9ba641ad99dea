namespace SidekiqCluster;

/// <summary>A job in flight, as of the last heartbeat of the process that runs it.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.Work")]
public sealed record Work
{
    /// <summary>The process.</summary>
    [Id(0)]
    public required string ProcessIdentity { get; init; }

    /// <summary>The thread, base 36.</summary>
    [Id(1)]
    public required string ThreadId { get; init; }

    /// <summary>The queue it was fetched from; null when the entry does not tell.</summary>
    [Id(2)]
    public required string? Queue { get; init; }

    /// <summary>When the thread took the job, to the second; null when the entry does not tell.</summary>
    [Id(3)]
    public required DateTimeOffset? RunAt { get; init; }

    /// <summary>The job. It is in no list, so it can be neither deleted nor retried.</summary>
    [Id(4)]
    public required JobRecord Job { get; init; }
}
