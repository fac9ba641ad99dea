namespace SidekiqCluster;

/// <summary>One UTC day of a shard's history.</summary>
/// <param name="Date">The day, UTC.</param>
/// <param name="Processed">Executions that finished, failures included.</param>
/// <param name="Failed">Executions that raised.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.StatsDay")]
public sealed record StatsDay(DateOnly Date, long Processed, long Failed);
