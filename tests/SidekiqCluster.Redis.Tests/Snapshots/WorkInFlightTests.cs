using SidekiqCluster.LocalServers;
using SidekiqCluster.Redis.Tests.DataApi.Access;
using SidekiqCluster.TestKit;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Snapshots;

/// <summary>A job is looked for by its id out of snapshots, while a process fetches it.</summary>
public sealed class WorkInFlightTests
{
    private const string Identity = "web-1:1:abc";

    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindJobs_Again_AsksTheServerNothing()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await StartAsync(admin.GetDatabase(), "run", PayloadOf("running"));
        await PushAsync(admin.GetDatabase(), "waiting");
        await using var shard = await SnapshotShard.ConnectAsync(new ShardOptions { Connection = server.EndPoint });
        Assert.Equal(["default", "work"], await PlacesAsync(shard, AnHour, "waiting", "running"));
        await using var watch = await CommandWatch.StartAsync(server, Token);

        Assert.Equal(["default", "work"], await PlacesAsync(shard, AnHour, "waiting", "running"));
        Assert.Empty(await PlacesAsync(shard, AnHour, "nowhere"));

        Assert.DoesNotContain(await watch.StopAsync(admin, Token), command => command is "SMEMBERS" or "SSCAN" or "HGETALL" or "LRANGE");
    }

    [Fact]
    public async Task FindJobs_JobFetchedSinceTheWorkWasRead_IsFoundWhereItRunsOnceTheQueueWasReadAgain()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(server.EndPoint);
        var redis = admin.GetDatabase();
        await PushAsync(redis, "moving");
        await using var shard = await SnapshotShard.ConnectAsync(new ShardOptions { Connection = server.EndPoint });
        Assert.Equal(["default"], await PlacesAsync(shard, AnHour, "moving"));

        await StartAsync(redis, "t1", (byte[])(await redis.ListRightPopAsync("queue:default"))!);
        Assert.Equal(["default"], await PlacesAsync(shard, AnHour, "moving"));
        await shard.Through(TimeSpan.Zero).CountJobsAsync(JobSources.All, JobFilter.Parse("class:*"), cancellationToken: Token);

        Assert.Equal(["work"], await PlacesAsync(shard, AnHour, "moving"));
    }

    [Fact]
    public async Task FindJobs_AfterDeadProcessesWerePruned_FindsNoWorkOfTheirs()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(server.EndPoint);
        await StartAsync(admin.GetDatabase(), "t1", PayloadOf("lost"));
        await using var shard = await SnapshotShard.ConnectAsync(new ShardOptions { Connection = server.EndPoint });
        Assert.Equal(["work"], await PlacesAsync(shard, AnHour, "lost"));

        Assert.Equal(1, await shard.Through(AnHour).Processes.PruneAsync(Token));

        Assert.Empty(await PlacesAsync(shard, AnHour, "lost"));
    }

    private static async Task<IReadOnlyList<string>> PlacesAsync(SnapshotShard shard, TimeSpan staleness, params string[] jids) =>
        [.. (await shard.Through(staleness).FindJobsAsync(jids, Token)).Select(job => job.Source.QueueName ?? job.Source.ToString())];

    private static async Task PushAsync(IDatabase redis, string jid)
    {
        await redis.SetAddAsync("queues", "default");
        await redis.ListLeftPushAsync("queue:default", PayloadOf(jid));
    }

    /// <summary>As a process does that fetched a job; it has no record of its own, as one that died.</summary>
    private static async Task StartAsync(IDatabase redis, string thread, byte[] payload)
    {
        await redis.SetAddAsync("processes", Identity);
        await redis.HashSetAsync(
            $"{Identity}:work",
            thread,
            $$"""{"queue":"default","run_at":1795442400,"payload":{{System.Text.Json.JsonSerializer.Serialize(System.Text.Encoding.UTF8.GetString(payload))}}}""");
    }

    private static byte[] PayloadOf(string jid) =>
        System.Text.Encoding.UTF8.GetBytes($$"""{"class":"HardJob","args":[],"jid":"{{jid}}","queue":"default","enqueued_at":1795442400.0}""");
}
