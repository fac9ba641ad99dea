namespace SidekiqCluster.Grains;

/// <summary>Some neighbours of a queue or set, and how many there are in all.</summary>
/// <param name="Total">Jobs in the queue or set.</param>
/// <param name="Batch">The jobs of the slice.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobSlice")]
public sealed record JobSlice([property: Id(0)] long Total, [property: Id(1)] JobBatch Batch);
