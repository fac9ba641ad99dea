using Orleans.Runtime.Placement;

namespace SidekiqCluster.Grains.Placement;

/// <summary>Chooses the silo of a grain by the name of its shard alone.</summary>
internal sealed class ShardPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var shard = ShardKey.ShardOf(target.GrainIdentity.Key.ToString());
        return Task.FromResult(ShardHome.Of(shard, context.GetCompatibleSilos(target)));
    }
}
