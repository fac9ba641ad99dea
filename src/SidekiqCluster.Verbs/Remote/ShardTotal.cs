namespace SidekiqCluster.Verbs.Remote;

/// <summary>What is to be done in one shard.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Jobs">How many jobs.</param>
internal sealed record ShardTotal(string Shard, long Jobs);
