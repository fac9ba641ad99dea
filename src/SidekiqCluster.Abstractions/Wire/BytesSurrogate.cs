namespace SidekiqCluster.Wire;

/// <summary>What is bytes.</summary>
/// <param name="Bytes">The bytes.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.BytesSurrogate`1")]
internal readonly record struct BytesSurrogate<T>([property: Id(0)] byte[] Bytes);
