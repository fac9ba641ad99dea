namespace SidekiqCluster.Wire;

/// <summary>What has a text form that is read back exactly travels as that text.</summary>
/// <param name="Text">The text; null for the default value.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.TextSurrogate`1")]
internal readonly record struct TextSurrogate<T>([property: Id(0)] string? Text);
