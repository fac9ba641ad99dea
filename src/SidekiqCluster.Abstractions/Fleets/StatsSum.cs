namespace SidekiqCluster.Fleets;

/// <summary>The totals of several shards together.</summary>
internal static class StatsSum
{
    /// <summary>Sums; the greatest latency; the oldest of the moments. All zero where no shard answered.</summary>
    public static StatsSnapshot Of(IReadOnlyList<StatsSnapshot> shards) => new()
    {
        Processed = shards.Sum(static stats => stats.Processed),
        Failed = shards.Sum(static stats => stats.Failed),
        Scheduled = shards.Sum(static stats => stats.Scheduled),
        Retries = shards.Sum(static stats => stats.Retries),
        Dead = shards.Sum(static stats => stats.Dead),
        Enqueued = SumOf(shards, static stats => stats.Enqueued),
        Busy = SumOf(shards, static stats => stats.Busy),
        Processes = shards.Sum(static stats => stats.Processes),
        DefaultQueueLatency = shards.Select(static stats => stats.DefaultQueueLatency).DefaultIfEmpty().Max(),
        CapturedAt = shards.Select(static stats => stats.CapturedAt).DefaultIfEmpty().Min(),
    };

    /// <summary>Sums by day, the newest first.</summary>
    public static StatsHistory Of(IReadOnlyList<StatsHistory> shards) => new(
    [
        .. shards.SelectMany(static history => history.Days)
            .GroupBy(static day => day.Date)
            .OrderByDescending(static days => days.Key)
            .Select(static days => new StatsDay(
                days.Key, days.Sum(static day => day.Processed), days.Sum(static day => day.Failed))),
    ]);

    private static long? SumOf(IReadOnlyList<StatsSnapshot> shards, Func<StatsSnapshot, long?> number) =>
        shards.Count > 0 && shards.All(stats => number(stats) is null) ? null : shards.Sum(number);
}
