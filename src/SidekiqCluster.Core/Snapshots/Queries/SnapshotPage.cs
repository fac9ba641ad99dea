using SidekiqCluster.Queries.Paging;

namespace SidekiqCluster.Snapshots;

/// <summary>A page of the jobs of a view.</summary>
/// <param name="Jobs">The jobs, each with the mark behind it, with which the next page begins, here or over Redis.</param>
/// <param name="HasMore">Whether jobs are left behind the last one.</param>
internal sealed record SnapshotPage(IReadOnlyList<PagedJob> Jobs, bool HasMore);
