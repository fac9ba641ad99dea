using Microsoft.Extensions.Options;

namespace SidekiqCluster.Grains.Shards;

/// <summary>The shards of the configuration.</summary>
internal sealed class ConfiguredShards(IOptionsMonitor<FleetOptions> options, TimeProvider clock) : IShardCatalog
{
    public ValueTask<ShardOptions> FindAsync(string shard, CancellationToken cancellationToken) =>
        options.CurrentValue.Shards.TryGetValue(shard, out var settings)
            ? ValueTask.FromResult(new ShardOptions
            {
                Name = shard,
                Connection = settings.Connection,
                KeyPrefix = settings.KeyPrefix,
                PreferReplica = settings.PreferReplica,
                TimeProvider = clock,
            })
            : throw new ShardUnknownException(
                $"The fleet has no shard '{shard}'; the silos' configuration has {NamesOf(options.CurrentValue)}.", shard);

    private static string NamesOf(FleetOptions options) => options.Shards.Count == 0
        ? $"none in section {FleetOptions.SectionName}"
        : string.Join(", ", options.Shards.Keys.Order(StringComparer.Ordinal));
}
