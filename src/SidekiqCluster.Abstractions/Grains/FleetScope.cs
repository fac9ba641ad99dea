namespace SidekiqCluster.Grains;

/// <summary>Which shards are asked, and what the caller puts up with.</summary>
/// <param name="Selection">The shards: a selection as text, empty for all. The silo that is asked knows whom it means.</param>
/// <param name="Tolerance">How old the shards' answers may be, and how long each is waited for.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.FleetScope")]
public readonly record struct FleetScope([property: Id(0)] string Selection, [property: Id(1)] Tolerance Tolerance);
