using System.Globalization;
using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Answers;

/// <summary>What we answer about totals and their history.</summary>
internal static class StatsAnswers
{
    /// <summary>Ruby's longest history in the fixtures, which lists only days with work.</summary>
    private const int DaysWithoutIdleOnes = 401;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task CompareAsync(Comparison comparison, ISidekiqShard shard, JsonElement theirs)
    {
        var stats = await shard.GetStatsAsync(cancellationToken: Cancel);
        var fast = await shard.GetStatsAsync(includeSlowHalf: false, Cancel);
        Assert.Equal(stats with { Enqueued = null, Busy = null, Processes = fast.Processes }, fast);
        comparison.Compare("stats", WithoutQueues(theirs), new Dictionary<string, object?>
        {
            ["processed"] = stats.Processed,
            ["failed"] = stats.Failed,
            ["scheduled_size"] = stats.Scheduled,
            ["retry_size"] = stats.Retries,
            ["dead_size"] = stats.Dead,
            ["enqueued"] = stats.Enqueued,
            // Ruby counts the dead too, as our fast half does.
            ["processes_size"] = fast.Processes,
            ["workers_size"] = stats.Busy,
            ["default_queue_latency"] = stats.DefaultQueueLatency,
        });
    }

    public static async Task CompareHistoryAsync(Comparison comparison, ISidekiqShard shard, JsonElement theirs)
    {
        foreach (var (position, window) in theirs.EnumerateArray().Index())
        {
            var days = window.GetProperty("days_previous").GetInt32();
            var start = window.GetProperty("start_date") is { ValueKind: JsonValueKind.String } date
                ? DateOnly.Parse(date.GetString()!, CultureInfo.InvariantCulture)
                : (DateOnly?)null;
            var history = await shard.Stats.GetHistoryAsync(start, days, Cancel);
            Assert.Equal(days, history.Days.Count);
            CompareDays(comparison, $"history/{position}/processed", window.GetProperty("processed"), history, day => day.Processed);
            CompareDays(comparison, $"history/{position}/failed", window.GetProperty("failed"), history, day => day.Failed);
        }
    }

    public static async Task CompareRefusedHistoryAsync(Comparison comparison, ISidekiqShard shard, JsonElement theirs)
    {
        var answers = new List<object?>();
        foreach (var refused in theirs.EnumerateArray())
        {
            var days = refused[0].GetInt32();
            var error = await Record.ExceptionAsync(() => shard.Stats.GetHistoryAsync(null, days, Cancel));
            answers.Add(Shape.List((long)days, error is ArgumentOutOfRangeException ? new Refusal("ArgumentError") : error));
        }

        comparison.Compare("history_refused", theirs, answers);
    }

    /// <summary>As lists of pairs, so that the order counts.</summary>
    private static void CompareDays(
        Comparison comparison, string path, JsonElement theirs, StatsHistory history, Func<StatsDay, long> count)
    {
        var days = history.Days.Where(day => history.Days.Count != DaysWithoutIdleOnes || count(day) != 0);
        comparison.Compare(
            path,
            Shape.Json(theirs.EnumerateObject().Select(day => new object[] { day.Name, day.Value })),
            Shape.List(days.Select(day => Shape.List(day.Date.ToString("o", CultureInfo.InvariantCulture), count(day)))));
    }

    /// <summary>The queues' part is compared with the queues.</summary>
    private static JsonElement WithoutQueues(JsonElement theirs) => Shape.Json(theirs.EnumerateObject()
        .Where(field => !field.Name.StartsWith("queue", StringComparison.Ordinal))
        .ToDictionary(field => field.Name, field => field.Value));
}
