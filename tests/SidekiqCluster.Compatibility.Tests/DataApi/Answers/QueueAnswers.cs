using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Answers;

/// <summary>What we answer about queues.</summary>
internal static class QueueAnswers
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task CompareAsync(Comparison comparison, ISidekiqShard shard, JsonElement theirs)
    {
        var names = theirs.EnumerateArray().Select(queue => queue.GetProperty("name").GetString()!);
        Assert.Equal(names, await shard.Queues.ListAsync(cancellationToken: Cancel));
        foreach (var expected in theirs.EnumerateArray())
        {
            var queue = shard.Queue(expected.GetProperty("name").GetString()!);
            comparison.Compare($"queues/{queue.Name}", expected, await AnswersAsync(queue, expected, shard.TimeProvider));
        }
    }

    public static async Task CompareUnknownAsync(Comparison comparison, ISidekiqShard shard, JsonElement theirs)
    {
        var queue = shard.Queue("no-such-queue");
        Assert.False(await queue.ExistsAsync(Cancel));
        comparison.Compare("queue_unknown", theirs, new Dictionary<string, object?>
        {
            ["size"] = await queue.GetSizeAsync(Cancel),
            ["latency"] = await queue.GetLatencyAsync(Cancel),
            ["jobs"] = (long)await queue.ReadAsync(cancellationToken: Cancel).CountAsync(Cancel),
            ["find_job"] = (await queue.FindJobAsync("anything", Cancel))?.Raw.ToArray(),
        });
    }

    /// <summary>The part of the stats that lists queues.</summary>
    public static async Task CompareStatsAsync(Comparison comparison, ISidekiqShard shard, JsonElement stats)
    {
        if (stats.TryGetProperty("raises", out _))
        {
            return;
        }

        var summaries = await shard.Queues.GetSummariesAsync(cancellationToken: Cancel);
        comparison.Compare(
            "stats/queues",
            Shape.LargestFirst(stats.GetProperty("queues"), queue => queue[0], queue => queue[1]),
            Shape.List(summaries.Select(queue => Shape.List(queue.Name, queue.Size))));
        if (!stats.TryGetProperty("queue_summaries", out var all))
        {
            return;
        }

        var others = Shape.LargestFirst(
            stats.GetProperty("queue_summaries_without_weird"),
            queue => queue.GetProperty("name"),
            queue => queue.GetProperty("size"));
        comparison.Compare("stats/queue_summaries", all, Shape.List(summaries.Select(Summary)));
        comparison.Compare(
            "stats/queue_summaries_without_weird",
            others,
            Shape.List(summaries.Where(queue => queue.Name != "weird").Select(Summary)));
    }

    private static async Task<object?> AnswersAsync(IJobQueue queue, JsonElement theirs, TimeProvider clock)
    {
        var summary = await queue.GetSummaryAsync(Cancel);
        var jobs = await queue.ReadAsync(cancellationToken: Cancel).ToListAsync(Cancel);
        Assert.Equal(summary.Size, await queue.GetSizeAsync(Cancel));
        Assert.Equal(summary.Latency, await queue.GetLatencyAsync(Cancel));
        Assert.Equal(summary.IsPaused, await queue.IsPausedAsync(Cancel));
        var found = new List<object?>();
        foreach (var question in theirs.GetProperty("find_job").EnumerateArray())
        {
            var jid = question[0].GetString()!;
            found.Add(Shape.List(jid, (await queue.FindJobAsync(jid, Cancel))?.Raw.ToArray()));
        }

        return new Dictionary<string, object?>
        {
            ["name"] = summary.Name,
            ["size"] = summary.Size,
            ["latency"] = summary.Latency,
            ["paused"] = summary.IsPaused,
            ["jobs"] = Shape.Beside(jobs, theirs.GetProperty("jobs"), (job, expected) => JobAnswers.Of(job, expected, clock)),
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
}
