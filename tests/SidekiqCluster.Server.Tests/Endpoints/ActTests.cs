using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>Acts over HTTP do to the data what they do from the command line.</summary>
public sealed class ActTests(RedisFixture redis)
{
    [Fact]
    public async Task Acts_OnJobsQueuesAndSets_AreDone()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);
        var retries = await database.Redis.SortedSetLengthAsync("retry");
        var dead = await database.Redis.SortedSetLengthAsync("dead");

        var dry = await server.PostAsync("/api/v1/jobs/kill", """{"in":["retry"],"all":true,"dry_run":true}""");
        Assert.Equal(retries, await database.Redis.SortedSetLengthAsync("retry"));
        var killed = await server.PostAsync("/api/v1/jobs/kill", """{"in":["retry"],"all":true,"limit":2}""");

        Assert.Equal((long)dry["matched"]!, retries);
        Assert.Equal(2, (long)killed["done"]!);
        Assert.Equal((retries - 2, dead + 2), (await database.Redis.SortedSetLengthAsync("retry"), await database.Redis.SortedSetLengthAsync("dead")));
        Assert.Equal(2, (long)killed["by_shard"]!["eu-1"]!["done"]!);

        await server.PostAsync("/api/v1/queues/default/pause");
        Assert.True(await database.Redis.SetContainsAsync("paused", "default"));
        await server.PostAsync("/api/v1/queues/default/unpause");
        Assert.False(await database.Redis.SetContainsAsync("paused", "default"));

        await server.PostAsync("/api/v1/sets/dead/clear", """{"dry_run":true}""");
        Assert.Equal(dead + 2, await database.Redis.SortedSetLengthAsync("dead"));
        await server.PostAsync("/api/v1/sets/dead/clear");
        Assert.Equal(0, await database.Redis.SortedSetLengthAsync("dead"));
    }

    [Fact]
    public async Task Push_OneAndMany_AreStored()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);

        var pushed = await server.PostAsync("/api/v1/push", """{"class":"HardJob","args":[1],"queue":"low"}""");
        var bulk = await server.PostAsync("/api/v1/push/bulk", "{\"class\":\"HardJob\",\"args\":[2],\"queue\":\"low\"}\n{\"class\":\"HardJob\",\"args\":[3],\"queue\":\"low\"}\n");

        Assert.Equal(24, ((string)pushed["pushed"]![0]!["jid"]!).Length);
        Assert.Equal(2, (long)bulk["done"]!);
        Assert.Equal(3, await database.Redis.ListLengthAsync("queue:low"));
    }

    [Fact]
    public async Task Push_ToSeveralShards_IsRefused()
    {
        await using var one = await redis.NewDatabaseAsync();
        await using var other = await redis.NewDatabaseAsync();
        await using var server = await TestServer.StartAsync(redis, [("eu-1", one.Url), ("us-1", other.Url)]);

        Assert.Equal(
            (400, "'push' is for one shard; choose with 'to_shard' one of eu-1, us-1."),
            await server.RefusedAsync(HttpMethod.Post, "/api/v1/push", """{"class":"HardJob","args":[1]}"""));
        await server.PostAsync("/api/v1/push?shards=us-1", """{"class":"HardJob","args":[1]}""");
        Assert.Equal((0, 1), (await one.Redis.ListLengthAsync("queue:default"), await other.Redis.ListLengthAsync("queue:default")));
    }

    [Fact]
    public async Task Shard_ThatIsAway_IsAMarkedGap_AndAloneAnError()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url), ("gone", "redis://:s3cret@127.0.0.1:1/0")]);

        var stats = await server.ReadAsync("/api/v1/stats");
        var (status, words) = await server.RefusedAsync(HttpMethod.Get, "/api/v1/stats?shards=gone");

        foreach (var form in new[] { "application/x-ndjson", "application/x-msgpack" })
        {
            Assert.Equal(503, (await server.RefusedAsync(HttpMethod.Get, "/api/v1/jobs/export?in=all&shards=gone", accept: form)).Status);
        }

        Assert.Contains("\"status\": \"unreachable\"", stats, StringComparison.Ordinal);
        Assert.Equal(503, status);
        Assert.Contains("gone", words, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", stats + words, StringComparison.Ordinal);
    }
}
