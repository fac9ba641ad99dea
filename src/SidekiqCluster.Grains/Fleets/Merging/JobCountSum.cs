namespace SidekiqCluster.Grains.Fleets.Merging;

/// <summary>Counts of several shards together.</summary>
internal static class JobCountSum
{
    /// <summary>Sums, in all and by key, most first, then by key; jobs without the field last among equals.</summary>
    public static TypedJobCount Of(IReadOnlyList<TypedJobCount> shards, bool isGrouped) => new()
    {
        Count = shards.Sum(static shard => shard.Count),
        Mismatched = shards.Sum(static shard => shard.Mismatched),
        Groups = isGrouped
            ?
            [
                .. shards.SelectMany(static shard => shard.Groups ?? [])
                    .GroupBy(static group => group.Key, StringComparer.Ordinal)
                    .Select(static groups => new JobGroup(groups.Key, groups.Sum(static group => group.Count)))
                    .OrderByDescending(static group => group.Count)
                    .ThenBy(static group => group.Key, StringComparer.Ordinal),
            ]
            : null,
    };
}
