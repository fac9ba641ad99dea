namespace SidekiqCluster.Grains.Placement;

/// <summary>All grains of a shard live on one silo, so that each shard is connected once.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.ShardPlacement")]
internal sealed class ShardPlacement : PlacementStrategy;
