using System.Collections.Concurrent;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Tests;

/// <summary>The shards that a test gives its silos.</summary>
internal sealed class TestCatalog : IShardCatalog
{
    public ConcurrentDictionary<string, ShardOptions> Shards { get; } = [];

    public ValueTask<IReadOnlyList<ShardInfo>> ListAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<ShardInfo>>(
    [
        .. Shards.Keys.Order(StringComparer.Ordinal).Select(name => new ShardInfo
        {
            Name = name,
            Labels = new Dictionary<string, string>(),
            IsAddedAtRunTime = false,
        }),
    ]);

    public ValueTask<ShardOptions> FindAsync(string shard, CancellationToken cancellationToken) =>
        Shards.TryGetValue(shard, out var options)
            ? ValueTask.FromResult(options)
            : throw new ShardUnknownException($"The test has no shard '{shard}'.", shard);

    public ShardOptions? Find(string shard) => Shards.GetValueOrDefault(shard);

    /// <summary>Tests may give one database several names.</summary>
    public ValueTask ClaimAsync(SidekiqShard shard, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
