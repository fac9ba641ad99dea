using System.Collections.Frozen;

namespace SidekiqCluster.Grains.Rosters;

/// <summary>The shards of the fleet at one moment.</summary>
internal sealed class KnownShards
{
    private readonly FrozenDictionary<string, KnownShard> _shards;

    /// <param name="configured">Those of the configuration, which count where a name is in both.</param>
    /// <param name="added">Those that were added at run time.</param>
    public KnownShards(IEnumerable<KnownShard> configured, IEnumerable<KnownShard> added)
    {
        _shards = configured.Concat(added)
            .DistinctBy(static shard => shard.Info.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(static shard => shard.Info.Name, StringComparer.Ordinal);
        Infos = [.. _shards.Values.Select(static shard => shard.Info).OrderBy(static info => info.Name, StringComparer.Ordinal)];
    }

    /// <summary>What is told about them, by name.</summary>
    public IReadOnlyList<ShardInfo> Infos { get; }

    public IEnumerable<string> Names => Infos.Select(static info => info.Name);

    /// <summary>How a shard is reached; null when there is none of this name.</summary>
    public ShardOptions? Find(string name) => _shards.GetValueOrDefault(name)?.Options;

    /// <summary>Where a shard's connection leads, as it is written; null when there is none of this name.</summary>
    public string? PlaceOf(string name) => _shards.GetValueOrDefault(name)?.Place;
}
