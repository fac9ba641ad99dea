namespace SidekiqCluster.Fleet.Tests;

/// <summary>What a test did with a shard.</summary>
/// <param name="Test">The test.</param>
/// <param name="Calls">How often it called the shard's grains, connecting not counted.</param>
/// <param name="Served">How often it was answered out of a snapshot.</param>
internal sealed record ShardUse(string Test, long Calls, long Served);
