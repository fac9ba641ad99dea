namespace SidekiqCluster.Grains.Rosters;

/// <summary>Which database a shard was found to be, so that no other name acts on it as well.</summary>
/// <param name="Place">Where the shard's connection led when it was found: once that is changed, the claim is void.</param>
/// <param name="Database">The database; equal for all ways to it.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.ShardClaim")]
internal sealed record ShardClaim([property: Id(0)] string Place, [property: Id(1)] string Database);
