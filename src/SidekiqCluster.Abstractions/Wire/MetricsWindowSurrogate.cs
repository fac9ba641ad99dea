namespace SidekiqCluster.Wire;

/// <summary>A window on its way.</summary>
/// <param name="IsByTenMinutes">Whether a bucket is ten minutes long; else one.</param>
/// <param name="BucketCount">How many buckets.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.MetricsWindowSurrogate")]
internal readonly record struct MetricsWindowSurrogate([property: Id(0)] bool IsByTenMinutes, [property: Id(1)] int BucketCount);
