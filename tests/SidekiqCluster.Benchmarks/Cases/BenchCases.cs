using SidekiqCluster.Benchmarks.Contests;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>All cases.</summary>
internal static class BenchCases
{
    /// <summary>In the order of their rows.</summary>
    public static IReadOnlyList<IBenchCase> All { get; } =
    [
        new FilterCase(),
        .. WarmFilterCase.All,
        new FirstMatchesCase(),
        new RefreshCase(),
        new SnapshotCase(),
        new DeleteMatchesCase(),
        new DeleteOneCase(),
        .. RetrySetCase.All,
        new SearchCase(),
        new PushBulkCase(),
        new PushCase(),
        new OverviewCase(),
        new WorkCase(),
        new FleetOverviewCase(),
        new FleetJidCase(),
        new PayloadColumnsCase(),
        new PayloadArgsCase(),
        new PayloadSpliceCase(),
    ];

    /// <summary>Those with these names; all when none is given.</summary>
    /// <exception cref="FormatException">There is none of a name.</exception>
    public static IReadOnlyList<IBenchCase> Of(IReadOnlyList<string> names) => names.Count == 0
        ? All
        : [.. names.Select(static name => All.FirstOrDefault(one => one.Name == name)
            ?? throw new FormatException($"'{name}' is no case; there are {string.Join(", ", All.Select(static one => one.Name))}."))];
}
