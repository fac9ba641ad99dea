namespace SidekiqCluster;

/// <summary>One thread pool of a process.</summary>
/// <param name="Name">The capsule's name.</param>
/// <param name="Concurrency">Its threads.</param>
/// <param name="Mode"><c>strict</c>, <c>weighted</c> or <c>random</c>.</param>
/// <param name="Weights">Weight by queue, in order; all 0 when strict.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.ProcessCapsule")]
public sealed record ProcessCapsule(
    string Name, long Concurrency, string? Mode, IReadOnlyDictionary<string, long> Weights);
