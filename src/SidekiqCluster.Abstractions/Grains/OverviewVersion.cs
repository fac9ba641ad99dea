namespace SidekiqCluster.Grains;

/// <summary>A version of a shard's overview, and its content where the caller does not have it yet.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.OverviewVersion")]
public sealed record OverviewVersion
{
    /// <summary>A number that no other version has, of whichever shard and silo.</summary>
    [Id(0)]
    public required long Version { get; init; }

    /// <summary>The content.</summary>
    /// <value>Null when the caller said that it knows this version.</value>
    [Id(1)]
    public ShardOverview? Overview { get; init; }
}
