using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Hosting;

/// <summary>
/// Three servers in processes of their own, of which one is killed under requests: a client that asks the others again has right answers
/// of all shards within the time that is promised, and what it repeats is not done twice.
/// </summary>
public sealed class KilledServerTests(RedisFixture redis)
{
    private const int Servers = 3;
    private const int Shards = 6;
    private const int Askers = 4;
    private const int QueuedJobs = 7;
    private const int RetriedJobs = 300;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_IsKilledUnderRequests_RepeatedOnesAreAnsweredRight()
    {
        Require.RealRedis();
        await using var databases = await TestDatabases.TakeAsync(redis, Shards + 1);
        var shards = databases.All.Skip(1).ToList();
        foreach (var shard in shards)
        {
            await shard.Redis.SetAddAsync("queues", "low");
            await shard.Redis.ListLeftPushAsync("queue:low", [.. Enumerable.Repeat<StackExchange.Redis.RedisValue>("{}", QueuedJobs)]);
        }

        using var http = new HttpClient();
        await using var cluster = await ServerCluster.StartAsync(databases.All[0], shards, Servers, http);
        for (var kill = 0; kill < TestSizes.KillsOfAServer; kill++)
        {
            using var end = new CancellationTokenSource();
            var askers = Enumerable.Range(0, Askers).Select(_ => AskAllTheTimeAsync(new RetryingClient(http, cluster.Urls), end.Token)).ToList();
            var client = new RetryingClient(http, cluster.Urls);
            await CountAsync(client, shards);
            var members = await cluster.GetMembersAsync();

            await cluster.KillAsync(cluster.Urls[Random.Shared.Next(Servers)]);
            await CountAsync(client, shards);
            await end.CancelAsync();
            var gaps = await Task.WhenAll(askers);

            TestContext.Current.TestOutputHelper?.WriteLine($"longest wait {client.Longest}, of the others {string.Join(", ", gaps)}; asked again {client.Repeats} times");
            Assert.Equal(Servers, members.Count(static member => member == SiloStatus.Active));
            Assert.True(client.Longest < TestSizes.LongestGap, $"There was no whole answer for {client.Longest}.");
            Assert.True(gaps.Max() < TestSizes.LongestGap, $"There was no whole answer for {gaps.Max()}.");
            await cluster.StartServerAsync(http);
        }
    }

    [Fact]
    public async Task Server_IsKilledWhileItActs_TheRepeatedActDoesEachJobOnce()
    {
        Require.RealRedis();
        await using var databases = await TestDatabases.TakeAsync(redis, Shards + 1);
        var shards = databases.All.Skip(1).ToList();
        string[] jids = [.. Enumerable.Range(0, RetriedJobs).Select(static number => $"{number:x24}")];
        foreach (var shard in shards)
        {
            await shard.Redis.SortedSetAddAsync("retry", [.. jids.Select(static (jid, number) => new StackExchange.Redis.SortedSetEntry(
                $$"""{"class":"HardJob","args":[],"jid":"{{jid}}","queue":"default","retry":true,"retry_count":3}""", number))]);
        }

        using var http = new HttpClient();
        await using var cluster = await ServerCluster.StartAsync(databases.All[0], shards, Servers, http);
        var victim = cluster.Urls[0];
        var client = new RetryingClient(http, cluster.Urls);

        var retry = client.PostAsync("/api/v1/jobs/retry", """{"in":["retry"],"all":true,"rate":100}""");
        while (await shards[0].Redis.ListLengthAsync("queue:default") == 0)
        {
            await Task.Delay(20, Token);
        }

        await cluster.KillAsync(victim);
        var result = await retry;

        TestContext.Current.TestOutputHelper?.WriteLine($"{result}");
        Assert.True(client.Repeats > 0);
        Assert.InRange(result.GetProperty("done").GetInt64(), 1, (Shards * RetriedJobs) - 1);
        foreach (var shard in shards)
        {
            var queued = (await shard.Redis.ListRangeAsync("queue:default")).Select(static job => System.Text.Json.JsonElement.Parse((string)job!).GetProperty("jid").GetString());
            Assert.Equal(jids, queued.Order(StringComparer.Ordinal));
            Assert.Equal(0, await shard.Redis.SortedSetLengthAsync("retry"));
        }
    }

    /// <summary>Sums that change are right in each answer that is asked for after the change.</summary>
    private static async Task CountAsync(RetryingClient client, List<TestDatabase> shards)
    {
        for (var round = 0; round < 10; round++)
        {
            var sum = 0L;
            foreach (var shard in shards)
            {
                sum += await shard.Redis.StringIncrementAsync("stat:processed", Random.Shared.Next(100));
            }

            var stats = await client.GetAsync("/api/v1/stats?staleness=0s");

            Assert.Equal(sum, stats.GetProperty("totals").GetProperty("processed").GetInt64());
        }
    }

    /// <summary>Asks until it is over: the longest wait for an answer.</summary>
    private static async Task<TimeSpan> AskAllTheTimeAsync(RetryingClient client, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var stats = await client.GetAsync("/api/v1/stats");
            Assert.Equal(Shards * QueuedJobs, stats.GetProperty("totals").GetProperty("enqueued").GetInt64());
        }

        return client.Longest;
    }
}
