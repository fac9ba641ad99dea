namespace SidekiqCluster;

/// <summary>A living Sidekiq process as of its last heartbeat.</summary>
public sealed record SidekiqProcess
{
    /// <summary>The shard it serves.</summary>
    public required string Shard { get; init; }

    /// <summary><c>hostname:pid:nonce</c>.</summary>
    public required string Identity { get; init; }

    /// <summary>The machine, or <c>$DYNO</c>.</summary>
    public string? Hostname { get; init; }

    /// <summary>The operating system's process id.</summary>
    public long? Pid { get; init; }

    /// <summary>When the process started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The application's tag; may be empty.</summary>
    public string? Tag { get; init; }

    /// <summary>Labels given on start.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Sidekiq's version; null before 7.0.2.</summary>
    public string? Version { get; init; }

    /// <summary>Whether Sidekiq runs inside another program, which then owns its signals.</summary>
    public bool IsEmbedded { get; init; }

    /// <summary>Whether it takes no new jobs: quiet or shutting down.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether it is Sidekiq Enterprise's leader.</summary>
    public bool IsLeader { get; init; }

    /// <summary>Threads over all capsules.</summary>
    public long Concurrency { get; init; }

    /// <summary>Jobs running at the last heartbeat.</summary>
    public long Busy { get; init; }

    /// <summary>Resident memory in KiB; 0 where the process could not tell.</summary>
    public long RssKilobytes { get; init; }

    /// <summary>Round trip of one PING from the process to Redis, in microseconds.</summary>
    public long RoundTripMicroseconds { get; init; }

    /// <summary>When the process last reported.</summary>
    public DateTimeOffset? LastBeat { get; init; }

    /// <summary>Thread pools by name; null before 8.0.9.</summary>
    public IReadOnlyList<ProcessCapsule>? Capsules { get; init; }

    /// <summary>The queues it takes jobs from, each once.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];

    /// <summary>Weights by queue, merged over capsules; null before 7.0.2.</summary>
    public IReadOnlyDictionary<string, long>? Weights { get; init; }
}
