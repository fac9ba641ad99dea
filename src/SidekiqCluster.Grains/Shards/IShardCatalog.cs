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

    /// <summary>How to reach a shard, as far as is known at the moment; null when there is none of this name.</summary>
    ShardOptions? Find(string shard);

    /// <summary>Makes sure that a shard, connected just now, is no database that another shard of the fleet is as well.</summary>
    /// <exception cref="SidekiqClusterException">It is, or that cannot be found out now.</exception>
    ValueTask ClaimAsync(SidekiqShard shard, CancellationToken cancellationToken);
}
