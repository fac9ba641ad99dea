using Orleans.Placement;

namespace SidekiqCluster.Grains.Placement;

/// <summary>Places a grain with all others of its shard.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ShardPlacementAttribute() : PlacementAttribute(new ShardPlacement());
