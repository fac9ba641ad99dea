namespace SidekiqCluster.Grains.Rosters;

/// <summary>The shards that were added at run time, as the silos learn them.</summary>
/// <param name="Version">Another one after each change.</param>
/// <param name="Shards">The shards.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.Roster")]
internal sealed record Roster(
    [property: Id(0)] Guid Version, [property: Id(1)] IReadOnlyList<ShardRegistration> Shards)
{
    /// <summary>The versions and names alone: a connection may hold a password.</summary>
    public override string ToString() => $"roster {Version} of {Shards.Count} shards";
}
