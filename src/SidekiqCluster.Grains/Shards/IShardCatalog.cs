namespace SidekiqCluster.Grains.Shards;

/// <summary>Which shards the fleet has, and how they are reached. It answers from memory once it knows them.</summary>
internal interface IShardCatalog
{
    /// <summary>All shards, by name.</summary>
    /// <exception cref="SidekiqClusterException">Those that were added at run time are not known yet, and cannot be learnt now.</exception>
    ValueTask<IReadOnlyList<ShardInfo>> ListAsync(CancellationToken cancellationToken);

    /// <summary>How to reach a shard.</summary>
    /// <exception cref="ShardUnknownException">There is none of this name; the message lists near names.</exception>
    /// <exception cref="SidekiqClusterException">Those that were added at run time are not known yet, and cannot be learnt now.</exception>
    ValueTask<ShardOptions> FindAsync(string shard, CancellationToken cancellationToken);
}
