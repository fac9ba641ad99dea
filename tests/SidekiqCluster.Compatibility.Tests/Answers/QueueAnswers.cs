using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.Comparing;

namespace SidekiqCluster.Compatibility.Tests.Answers;

/// <summary>What we answer about queues.</summary>
internal static class QueueAnswers
{
    public static async Task CompareAsync(Comparison comparison, SidekiqShard shard, JsonElement theirs)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var names = await shard.Queues.ListAsync(cancellationToken: cancellationToken);
        Assert.Equal(theirs.EnumerateArray().Select(queue => queue.GetProperty("name").GetString()!), names);
        foreach (var expected in theirs.EnumerateArray())
        {
            var queue = shard.Queue(expected.GetProperty("name").GetString()!);
            comparison.Compare($"queues/{queue.Name}", expected, await AnswersAsync(queue, expected, shard.TimeProvider));
        }
    }

    public static async Task CompareUnknownAsync(Comparison comparison, SidekiqShard shard, JsonElement theirs)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var queue = shard.Queue("no-such-queue");
        Assert.False(await queue.ExistsAsync(cancellationToken));
        comparison.Compare("queue_unknown", theirs, new Dictionary<string, object?>
        {
            ["size"] = await queue.GetSizeAsync(cancellationToken),
            ["latency"] = await queue.GetLatencyAsync(cancellationToken),
            ["jobs"] = (long)await queue.ReadAsync(cancellationToken: cancellationToken).CountAsync(cancellationToken),
            ["find_job"] = (await queue.FindJobAsync("anything", cancellationToken))?.Raw.ToArray(),
        });
    }

    /// <summary>The part of the stats that lists queues. Ruby leaves the order of equal sizes open; ours is by name.</summary>
    public static async Task CompareStatsAsync(Comparison comparison, SidekiqShard shard, JsonElement stats)
    {
        if (stats.TryGetProperty("raises", out _))
        {
            return;
        }

        var summaries = await shard.Queues.GetSummariesAsync(cancellationToken: TestContext.Current.CancellationToken);
        comparison.Compare(
            "stats/queues",
            Sorted(stats.GetProperty("queues"), queue => queue[0], queue => queue[1]),
            summaries.Select(queue => (object?)new object?[] { queue.Name, queue.Size }).ToArray());
        if (stats.TryGetProperty("queue_summaries", out var all))
        {
            comparison.Compare("stats/queue_summaries", all, summaries.Select(Summary).ToArray());
            comparison.Compare(
                "stats/queue_summaries_without_weird",
                Sorted(stats.GetProperty("queue_summaries_without_weird"), queue => queue.GetProperty("name"), queue => queue.GetProperty("size")),
                summaries.Where(queue => queue.Name != "weird").Select(Summary).ToArray());
        }
    }

    private static async Task<object?> AnswersAsync(JobQueue queue, JsonElement theirs, TimeProvider clock)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var summary = await queue.GetSummaryAsync(cancellationToken);
        var jobs = await queue.ReadAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        Assert.Equal(summary.Size, await queue.GetSizeAsync(cancellationToken));
        Assert.Equal(summary.Latency, await queue.GetLatencyAsync(cancellationToken));
        Assert.Equal(summary.IsPaused, await queue.IsPausedAsync(cancellationToken));
        var found = new List<object?>();
        foreach (var question in theirs.GetProperty("find_job").EnumerateArray())
        {
            var jid = question[0].GetString()!;
            found.Add(new object?[] { jid, (await queue.FindJobAsync(jid, cancellationToken))?.Raw.ToArray() });
        }

        var expected = theirs.GetProperty("jobs");
        return new Dictionary<string, object?>
        {
            ["name"] = summary.Name,
            ["size"] = summary.Size,
            ["latency"] = summary.Latency,
            ["paused"] = summary.IsPaused,
            ["jobs"] = jobs.Select((job, position) =>
                position < expected.GetArrayLength() ? JobAnswers.Of(job, expected[position], clock) : (object?)job).ToArray(),
            ["find_job"] = found,
        };
    }

    private static object? Summary(QueueSummary queue) => new Dictionary<string, object?>
    {
        ["name"] = queue.Name,
        ["size"] = queue.Size,
        ["latency"] = queue.Latency,
        ["paused"] = queue.IsPaused,
    };

    private static JsonElement Sorted(JsonElement queues, Func<JsonElement, JsonElement> name, Func<JsonElement, JsonElement> size) =>
        JsonSerializer.SerializeToElement(queues.EnumerateArray()
            .OrderByDescending(queue => size(queue).GetInt64())
            .ThenBy(queue => name(queue).GetString(), StringComparer.Ordinal));
}
