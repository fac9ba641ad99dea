namespace SidekiqCluster;

/// <summary>What a shard processed per UTC day, newest day first, days without any work included.</summary>
/// <param name="Days">One row per day that was asked for.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.StatsHistory")]
public sealed record StatsHistory(IReadOnlyList<StatsDay> Days);
