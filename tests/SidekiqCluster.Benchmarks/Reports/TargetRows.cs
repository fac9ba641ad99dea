namespace SidekiqCluster.Benchmarks.Reports;

/// <summary>The rows of the table of targets.</summary>
internal static class TargetRows
{
    /// <summary>Their numbers and what they are about.</summary>
    public static IReadOnlyList<(int Row, string Title)> All { get; } =
    [
        (1, "typed filter over a queue, cold"),
        (2, "the same, snapshot warm"),
        (3, "first 100 matches"),
        (4, "snapshot refreshed after 1,000 pushes and pops"),
        (5, "memory of a snapshot"),
        (6, "delete 100,000 matches from a live queue"),
        (7, "delete one job in the middle"),
        (8, "retry, kill, add to queue, reschedule 100,000"),
        (9, "search a set, paged"),
        (10, "push"),
        (11, "stats, queues, processes, work of a shard"),
        (12, "overview of a fleet of 100 shards, cached and read through"),
        (13, "a jid over a fleet of 100 shards"),
        (14, "payload work"),
    ];
}
