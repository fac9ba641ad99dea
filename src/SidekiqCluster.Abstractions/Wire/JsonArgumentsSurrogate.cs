namespace SidekiqCluster.Wire;

/// <summary>What is arguments.</summary>
/// <param name="Bytes">Their JSON; empty when there is none.</param>
/// <param name="Problem">Why there is none; else null, as the JSON tells.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JsonArgumentsSurrogate")]
internal readonly record struct JsonArgumentsSurrogate([property: Id(0)] byte[] Bytes, [property: Id(1)] string? Problem);
