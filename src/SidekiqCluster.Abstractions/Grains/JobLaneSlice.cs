namespace SidekiqCluster.Grains;

/// <summary>The next jobs of a shard's part of a page over several shards.</summary>
/// <param name="Batch">The jobs, in the order of the page.</param>
/// <param name="Positions">The opaque position behind each of them.</param>
/// <param name="HasMore">Whether jobs are left behind the last one.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobLaneSlice")]
public sealed record JobLaneSlice(
    [property: Id(0)] JobBatch Batch, [property: Id(1)] IReadOnlyList<byte[]> Positions, [property: Id(2)] bool HasMore);
