using System.Globalization;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Operations;

/// <summary>Many jobs of the retry set, all to be retried, whatever happens to the server meanwhile.</summary>
internal static class ManyRetries
{
    public const int Count = 3000;

    public static JobSelection All { get; } = JobSelection.Where(JobSources.Of(JobSource.Retry), JobFilter.All);

    public static Task WriteAsync(IDatabase redis) => redis.SortedSetAddAsync(
        "retry", [.. Enumerable.Range(0, Count).Select(number => new SortedSetEntry(Payload(number), number))]);

    /// <summary>The jobs that are still to be retried, and those in the queue; each is in one of the two places, once.</summary>
    public static async Task<(long Waiting, long Enqueued)> CountAsync(IDatabase redis)
    {
        var waiting = (await redis.SortedSetRangeByRankAsync("retry")).Select(Number).ToList();
        var enqueued = (await redis.ListRangeAsync("queue:default")).Select(Number).ToList();
        Assert.Equal(Enumerable.Range(0, Count), waiting.Concat(enqueued).Order());
        return (waiting.Count, enqueued.Count);
    }

    private static string Payload(int number) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"class":"A","args":[{{number}}],"queue":"default"}""");

    private static int Number(RedisValue payload) =>
        System.Text.Json.JsonElement.Parse((string)payload!).GetProperty("args")[0].GetInt32();
}
