namespace SidekiqCluster.TypedJobs;

/// <summary>Sums up counts by key.</summary>
internal static class JobGroups
{
    /// <summary>Most first, then by key.</summary>
    public static IReadOnlyList<JobGroup> Of(IEnumerable<(string? Key, long Count)> counts) =>
    [
        .. counts.GroupBy(one => one.Key, one => one.Count, StringComparer.Ordinal)
            .Select(group => new JobGroup(group.Key, group.Sum()))
            .OrderByDescending(group => group.Count)
            .ThenBy(group => group.Key, StringComparer.Ordinal),
    ];
}
