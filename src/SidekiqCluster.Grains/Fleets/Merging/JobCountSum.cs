using SidekiqCluster.TypedJobs;

namespace SidekiqCluster.Grains.Fleets.Merging;

/// <summary>Counts of several shards together.</summary>
internal static class JobCountSum
{
    /// <summary>Sums, in all and by key.</summary>
    public static TypedJobCount Of(IReadOnlyList<TypedJobCount> shards, bool isGrouped) => new()
    {
        Count = shards.Sum(static shard => shard.Count),
        Mismatched = shards.Sum(static shard => shard.Mismatched),
        Groups = isGrouped
            ? JobGroups.Of(shards.SelectMany(static shard => shard.Groups ?? []).Select(static group => (group.Key, group.Count)))
            : null,
    };
}
