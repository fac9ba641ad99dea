using Orleans.Concurrency;

namespace SidekiqCluster.Grains;

/// <summary>Which shards the fleet has: those of the silos' configuration, and those that were added at run time. One for all.</summary>
[Alias("SidekiqCluster.IRosterGrain")]
public interface IRosterGrain : IGrainWithStringKey
{
    /// <summary>The key of the one grain.</summary>
    const string Key = "fleet";

    /// <summary>All shards, by name.</summary>
    [Alias("List"), AlwaysInterleave]
    Task<IReadOnlyList<ShardInfo>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Connects to a shard, and adds it; every silo that answers knows it when this is done.</summary>
    /// <param name="act">The act's name: repeated with it, it is done once.</param>
    /// <param name="shard">The shard.</param>
    /// <exception cref="ArgumentException">A property breaks its rule, or there is a shard of this name or with this database.</exception>
    /// <exception cref="SidekiqClusterException">The shard or the cluster's own store did not answer.</exception>
    [Alias("Add"), AlwaysInterleave]
    Task AddAsync(Guid act, ShardRegistration shard);

    /// <summary>Removes a shard that was added at run time; whether there was one. Every silo that answers knows it when this is done.</summary>
    /// <param name="act">The act's name: repeated with it, it is done once.</param>
    /// <param name="name">The shard's name.</param>
    /// <exception cref="ArgumentException">The silos' configuration names the shard.</exception>
    /// <exception cref="SidekiqClusterException">The cluster's own store did not answer.</exception>
    [Alias("Remove")]
    Task<bool> RemoveAsync(Guid act, string name);
}
