using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Hosting;

/// <summary>A server that is asked to end: it finishes what it is at, and leaves the cluster so that nobody has to find out.</summary>
public sealed class GracefulEndTests(RedisFixture redis)
{
    private const int Shards = 6;
    private const int Jobs = 60;
    private const int Rate = 20;

    /// <summary>So that the act would take ten minutes.</summary>
    private const double SlowRate = 0.1;

    /// <summary>A silo that does not say that it leaves is missed after this time at the earliest.</summary>
    private static readonly TimeSpan FailureDetection = TimeSpan.FromSeconds(4.5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_IsAskedToEndWhileItActs_AnswersWholeAndLeaves()
    {
        Require.RealRedis();
        await using var databases = await TestDatabases.TakeAsync(redis, Shards + 1);
        var shards = await FillAsync(databases);
        using var http = new HttpClient();
        await using var cluster = await ServerCluster.StartAsync(databases.All[0], shards, 2, http);
        var (leaver, stayer) = (cluster.Urls[0], cluster.Urls[1]);
        var retry = await BeginRetryAsync(http, leaver, shards, Rate);

        var exitCode = await cluster.EndAsync(leaver);
        var left = Stopwatch.GetTimestamp();
        var members = await cluster.GetMembersAsync();
        var stats = await new RetryingClient(http, [stayer]).GetAsync("/api/v1/stats?staleness=0s");
        var takeover = Stopwatch.GetElapsedTime(left);

        using var answer = await retry;
        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal(Shards * Jobs, JsonElement.Parse(await answer.Content.ReadAsStringAsync(Token)).GetProperty("done").GetInt64());
        Assert.Equal(0, exitCode);
        Assert.Equal([SiloStatus.Active, SiloStatus.Dead], members);
        Assert.Equal((Shards * Jobs, 0), (stats.GetProperty("totals").GetProperty("enqueued").GetInt64(), stats.GetProperty("totals").GetProperty("retries").GetInt64()));
        TestContext.Current.TestOutputHelper?.WriteLine($"The other one answered for all shards after {takeover}.");
        Assert.True(takeover < FailureDetection, $"The other one answered for all shards after {takeover}, as if the leaver had died.");
    }

    [Fact]
    public async Task Server_IsAskedToEndWhileItActsForLong_ClosesTheConnectionAndLeaves()
    {
        Require.RealRedis();
        await using var databases = await TestDatabases.TakeAsync(redis, Shards + 1);
        var shards = await FillAsync(databases);
        using var http = new HttpClient();
        await using var cluster = await ServerCluster.StartAsync(databases.All[0], shards, 1, http, drain: "00:00:01");
        var retry = await BeginRetryAsync(http, cluster.Urls[0], shards, SlowRate);

        var exitCode = await cluster.EndAsync(cluster.Urls[0]);

        await Assert.ThrowsAsync<HttpRequestException>(() => retry);
        Assert.Equal(0, exitCode);
        Assert.Equal([SiloStatus.Dead], await cluster.GetMembersAsync());
        foreach (var shard in shards)
        {
            var (waiting, queued) = (await shard.Redis.SortedSetLengthAsync("retry"), await shard.Redis.ListLengthAsync("queue:default"));
            Assert.Equal(Jobs, waiting + queued);
            Assert.NotEqual(0, waiting);
        }
    }

    private static async Task<List<TestDatabase>> FillAsync(TestDatabases databases)
    {
        var shards = databases.All.Skip(1).ToList();
        foreach (var shard in shards)
        {
            await shard.Redis.SortedSetAddAsync("retry", [.. Enumerable.Range(0, Jobs).Select(static number => new StackExchange.Redis.SortedSetEntry(
                $$"""{"class":"HardJob","args":[],"jid":"{{number:x24}}","queue":"default","retry":true,"retry_count":3}""", number))]);
        }

        return shards;
    }

    /// <summary>Has a server retry all jobs, so many a second, and waits until it has begun.</summary>
    private static async Task<Task<HttpResponseMessage>> BeginRetryAsync(HttpClient http, string server, List<TestDatabase> shards, double rate)
    {
        var body = new StringContent($$"""{"in":["retry"],"all":true,"rate":{{rate}}}""", Encoding.UTF8, "application/json");
        var retry = http.PostAsync(server + "/api/v1/jobs/retry", body, Token);
        while (await shards[0].Redis.ListLengthAsync("queue:default") == 0)
        {
            await Task.Delay(20, Token);
        }

        return retry;
    }
}
