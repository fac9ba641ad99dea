namespace SidekiqCluster.Wire;

/// <summary>What is on or off, or on up to a limit.</summary>
/// <param name="IsOn">Whether it is on.</param>
/// <param name="Limit">The limit; null for none.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.LimitSurrogate`1")]
internal readonly record struct LimitSurrogate<T>([property: Id(0)] bool IsOn, [property: Id(1)] int? Limit);
