namespace SidekiqCluster.Grains.Shards;

/// <summary>How the shards of the fleet are reached.</summary>
internal interface IShardCatalog
{
    /// <summary>How to reach a shard.</summary>
    /// <exception cref="ShardUnknownException">There is none of this name; the message lists those of near names.</exception>
    /// <exception cref="SidekiqClusterException">The cluster's own store did not answer.</exception>
    ValueTask<ShardOptions> FindAsync(string shard, CancellationToken cancellationToken);
}
