namespace SidekiqCluster;

/// <summary>The snapshot of one queue or set on a silo.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.SnapshotInfo")]
public sealed record SnapshotInfo
{
    /// <summary>The shard's name.</summary>
    [Id(0)]
    public required string Shard { get; init; }

    /// <summary>The queue or set.</summary>
    [Id(1)]
    public required JobSource Source { get; init; }

    /// <summary>Jobs held.</summary>
    [Id(2)]
    public required int Jobs { get; init; }

    /// <summary>Memory taken, in bytes.</summary>
    [Id(3)]
    public required long Bytes { get; init; }

    /// <summary>When reading the newest began; null when none is held.</summary>
    [Id(4)]
    public required DateTimeOffset? CapturedAt { get; init; }

    /// <summary>How often it was refreshed, full reads included.</summary>
    [Id(5)]
    public required long Refreshes { get; init; }

    /// <summary>How often the source was read in full.</summary>
    [Id(6)]
    public required long FullReads { get; init; }

    /// <summary>How often a question was answered from it.</summary>
    [Id(7)]
    public required long Served { get; init; }

    /// <summary>How long its refreshes took together.</summary>
    [Id(8)]
    public TimeSpan RefreshTime { get; init; }
}
