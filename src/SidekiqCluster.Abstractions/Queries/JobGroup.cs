namespace SidekiqCluster;

/// <summary>The jobs that have one value of a field.</summary>
/// <param name="Key">The value; null for jobs without the field.</param>
/// <param name="Count">The jobs.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobGroup")]
public sealed record JobGroup(string? Key, long Count);
