using Microsoft.Extensions.Options;
using SidekiqCluster.Fleets;

namespace SidekiqCluster.Grains.Shards;

/// <summary>The shards of the configuration.</summary>
internal sealed class ConfiguredShards(IOptionsMonitor<FleetOptions> options, TimeProvider clock) : IShardCatalog
{
    public ValueTask<IReadOnlyList<ShardInfo>> ListAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<ShardInfo>>(
    [
        .. options.CurrentValue.Shards.OrderBy(shard => shard.Key, StringComparer.Ordinal).Select(shard => new ShardInfo
        {
            Name = shard.Key,
            Labels = shard.Value.Labels.AsReadOnly(),
            IsAddedAtRunTime = false,
        }),
    ]);

    public ValueTask<ShardOptions> FindAsync(string shard, CancellationToken cancellationToken) =>
        options.CurrentValue.Shards.TryGetValue(shard, out var settings)
            ? ValueTask.FromResult(settings.ToOptions(shard, clock))
            : throw ShardNames.Unknown("shard", shard, options.CurrentValue.Shards.Keys);
}
