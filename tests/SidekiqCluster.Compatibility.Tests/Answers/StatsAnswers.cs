using System.Globalization;
using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.Comparing;

namespace SidekiqCluster.Compatibility.Tests.Answers;

/// <summary>What we answer about totals and their history.</summary>
internal static class StatsAnswers
{
    /// <summary>Ruby's longest history in the fixtures, which lists only days with work.</summary>
    private const int DaysWithoutIdleOnes = 401;

    public static async Task CompareAsync(Comparison comparison, SidekiqShard shard, JsonElement theirs)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var stats = await shard.GetStatsAsync(cancellationToken: cancellationToken);
        var fast = await shard.GetStatsAsync(includeSlowHalf: false, cancellationToken);
        var answers = new Dictionary<string, object?>
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
        };
        Assert.Equal(stats with { Enqueued = null, Busy = null, Processes = fast.Processes }, fast);

        comparison.Compare("stats", WithoutQueues(theirs), answers);
    }

    public static async Task CompareHistoryAsync(Comparison comparison, SidekiqShard shard, JsonElement theirs)
    {
        foreach (var (position, window) in theirs.EnumerateArray().Index())
        {
            var days = window.GetProperty("days_previous").GetInt32();
            var start = window.GetProperty("start_date") is { ValueKind: JsonValueKind.String } date
                ? DateOnly.Parse(date.GetString()!, CultureInfo.InvariantCulture)
                : (DateOnly?)null;
            var history = await shard.Stats.GetHistoryAsync(start, days, TestContext.Current.CancellationToken);
            Assert.Equal(days, history.Days.Count);
            foreach (var (metric, value) in new (string, Func<StatsDay, long>)[] { ("processed", day => day.Processed), ("failed", day => day.Failed) })
            {
                var ours = history.Days.Where(day => days != DaysWithoutIdleOnes || value(day) != 0);
                comparison.Compare(
                    $"history/{position}/{metric}",
                    JsonSerializer.SerializeToElement(window.GetProperty(metric).EnumerateObject().Select(day => new object[] { day.Name, day.Value })),
                    List(ours.Select(day => List(day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), value(day)))));
            }
        }
    }

    public static async Task CompareRefusedHistoryAsync(Comparison comparison, SidekiqShard shard, JsonElement theirs)
    {
        var answers = new List<object?>();
        foreach (var refused in theirs.EnumerateArray())
        {
            var days = refused[0].GetInt32();
            var error = await Record.ExceptionAsync(() => shard.Stats.GetHistoryAsync(null, days, TestContext.Current.CancellationToken));
            answers.Add(List((long)days, error is ArgumentOutOfRangeException ? new Refusal("ArgumentError") : error));
        }

        comparison.Compare("history_refused", theirs, answers);
    }

    /// <summary>The queues' part is compared with the queues.</summary>
    private static JsonElement WithoutQueues(JsonElement theirs) => JsonSerializer.SerializeToElement(theirs.EnumerateObject()
        .Where(field => !field.Name.StartsWith("queue", StringComparison.Ordinal))
        .ToDictionary(field => field.Name, field => field.Value));

    private static object?[] List(params IEnumerable<object?> items) => [.. items];
}
