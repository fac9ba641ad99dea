namespace SidekiqCluster;

/// <summary>A living Sidekiq process as of its last heartbeat.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.SidekiqProcess")]
public sealed record SidekiqProcess
{
    /// <summary>The shard it serves.</summary>
    [Id(0)]
    public required string Shard { get; init; }

    /// <summary><c>hostname:pid:nonce</c>.</summary>
    [Id(1)]
    public required string Identity { get; init; }

    /// <summary>The machine, or <c>$DYNO</c>.</summary>
    [Id(2)]
    public string? Hostname { get; init; }

    /// <summary>The operating system's process id.</summary>
    [Id(3)]
    public long? Pid { get; init; }

    /// <summary>When the process started.</summary>
    [Id(4)]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The application's tag; may be empty.</summary>
    [Id(5)]
    public string? Tag { get; init; }

    /// <summary>Labels given on start.</summary>
    [Id(6)]
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Sidekiq's version; null before 7.0.2.</summary>
    [Id(7)]
    public string? Version { get; init; }

    /// <summary>Whether Sidekiq runs inside another program, which then owns its signals.</summary>
    [Id(8)]
    public bool IsEmbedded { get; init; }

    /// <summary>Whether it takes no new jobs: quiet or shutting down.</summary>
    [Id(9)]
    public bool IsQuiet { get; init; }

    /// <summary>Whether it is Sidekiq Enterprise's leader.</summary>
    [Id(10)]
    public bool IsLeader { get; init; }

    /// <summary>Threads over all capsules.</summary>
    [Id(11)]
    public long Concurrency { get; init; }

    /// <summary>Jobs running at the last heartbeat.</summary>
    [Id(12)]
    public long Busy { get; init; }

    /// <summary>Resident memory in KiB; 0 where the process could not tell.</summary>
    [Id(13)]
    public long RssKilobytes { get; init; }

    /// <summary>Round trip of one PING from the process to Redis, in microseconds.</summary>
    [Id(14)]
    public long RoundTripMicroseconds { get; init; }

    /// <summary>When the process last reported.</summary>
    [Id(15)]
    public DateTimeOffset? LastBeat { get; init; }

    /// <summary>Thread pools by name; null before 8.0.9.</summary>
    [Id(16)]
    public IReadOnlyList<ProcessCapsule>? Capsules { get; init; }

    /// <summary>The queues it takes jobs from, each once.</summary>
    [Id(17)]
    public IReadOnlyList<string> Queues { get; init; } = [];

    /// <summary>Weights by queue, merged over capsules; null before 7.0.2.</summary>
    [Id(18)]
    public IReadOnlyDictionary<string, long>? Weights { get; init; }
}
