namespace SidekiqCluster.Generators.Models.Workers;

/// <summary>A known key of a hash.</summary>
internal sealed record WorkerKey(string Name, WorkerType Type, bool IsOptional);
