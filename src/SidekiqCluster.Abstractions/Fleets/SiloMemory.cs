namespace SidekiqCluster;

/// <summary>The snapshots of one silo.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.SiloMemory")]
public sealed record SiloMemory
{
    /// <summary>The silo's address.</summary>
    [Id(0)]
    public required string Silo { get; init; }

    /// <summary>The bytes that snapshots may take; see <c>FleetOptions.SnapshotBytes</c>.</summary>
    [Id(1)]
    public required long BudgetBytes { get; init; }

    /// <summary>The bytes that they take, what is being read included.</summary>
    [Id(2)]
    public required long UsedBytes { get; init; }

    /// <summary>How often a snapshot had to go to make room, since the silo started.</summary>
    [Id(3)]
    public required long Evictions { get; init; }

    /// <summary>The snapshots of the shards that were asked, by shard.</summary>
    [Id(4)]
    public required IReadOnlyList<SnapshotInfo> Snapshots { get; init; }
}
