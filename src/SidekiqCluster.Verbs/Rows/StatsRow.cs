using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>The totals of one shard, or of all; without a snapshot: a shard that did not answer.</summary>
internal sealed record StatsRow(string Shard, StatsSnapshot? Stats)
{
    /// <summary>What the sum of all shards is called in a table.</summary>
    public const string SumName = "(all)";

    /// <summary>The totals without the shard's name: the JSON objects of <c>totals</c> and <c>by_shard</c>.</summary>
    public static IReadOnlyList<Column<StatsRow>> Totals { get; } =
    [
        Columns.Count<StatsRow>("processed", row => row.Stats?.Processed),
        Columns.Count<StatsRow>("failed", row => row.Stats?.Failed),
        Columns.Count<StatsRow>("busy", row => row.Stats?.Busy),
        Columns.Count<StatsRow>("processes", row => row.Stats?.Processes),
        Columns.Count<StatsRow>("enqueued", row => row.Stats?.Enqueued),
        Columns.Count<StatsRow>("scheduled", row => row.Stats?.Scheduled),
        Columns.Count<StatsRow>("retries", row => row.Stats?.Retries),
        Columns.Count<StatsRow>("dead", row => row.Stats?.Dead),
        Columns.Duration<StatsRow>("default_latency", row => row.Stats?.DefaultQueueLatency),
    ];

    public static IReadOnlyList<Column<StatsRow>> All { get; } = [Columns.Shard<StatsRow>(row => row.Shard), .. Totals];

    /// <summary>The shards together: counts add up, the latency is the greatest.</summary>
    public static StatsRow Sum(IReadOnlyList<StatsSnapshot> shards) => new(SumName, shards.Count == 0 ? null : new StatsSnapshot
    {
        Processed = shards.Sum(s => s.Processed),
        Failed = shards.Sum(s => s.Failed),
        Busy = shards.Sum(s => s.Busy),
        Processes = shards.Sum(s => s.Processes),
        Enqueued = shards.Sum(s => s.Enqueued),
        Scheduled = shards.Sum(s => s.Scheduled),
        Retries = shards.Sum(s => s.Retries),
        Dead = shards.Sum(s => s.Dead),
        DefaultQueueLatency = shards.Max(s => s.DefaultQueueLatency),
        CapturedAt = shards.Min(s => s.CapturedAt),
    });
}
