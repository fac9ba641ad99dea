namespace SidekiqCluster.Grains;

/// <summary>Some jobs of a bulk push, which are sent to a silo together, and how they are stored.</summary>
/// <param name="First">The place of the first one in the whole push, from 0.</param>
/// <param name="BatchSize">How many jobs a slice holds at most; null for the default.</param>
/// <param name="KeepsJids">Whether the answer tells the ids of the jobs.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.PushPart")]
public readonly record struct PushPart(
    [property: Id(0)] long First, [property: Id(1)] int? BatchSize, [property: Id(2)] bool KeepsJids);
