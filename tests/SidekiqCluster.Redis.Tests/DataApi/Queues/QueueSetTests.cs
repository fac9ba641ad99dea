using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Queues;

public sealed class QueueSetTests(RedisFixture redis)
{
    private const string Owner = "web.1:42:0a1b2c3d4e5f";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("my*app:")]
    public async Task List_NamesOfAllKinds_SortsThemOrdinally(string prefix)
    {
        await using var database = await redis.NewDatabaseAsync(prefix);
        await database.Redis.SetAddAsync(prefix + "queues", ["low", "01", "1", "Low", "a b|c:*", "é"]);
        await database.Redis.ListLeftPushAsync(prefix + "queue:stray", "x");
        await using var shard = await ConnectAsync(database);

        Assert.Equal(["01", "1", "Low", "a b|c:*", "low", "é"], await shard.Queues.ListAsync(cancellationToken: Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("my*app:")]
    public async Task List_Unregistered_FindsStrayAndPrivateLists(string prefix)
    {
        await using var database = await redis.NewDatabaseAsync(prefix);
        await database.Redis.SetAddAsync(prefix + "queues", ["low", "empty"]);
        await PushAsync(database, "low", "stray", $"sq|{Owner}|low");
        await database.Redis.StringSetAsync(prefix + "queue:text", "no list");
        await database.Redis.ListLeftPushAsync("myXapp:queue:foreign", "x");
        await database.Redis.ListLeftPushAsync(prefix + "xqueue:other", "x");
        await using var shard = await ConnectAsync(database);

        Assert.Equal(
            ["empty", "low", $"sq|{Owner}|low", "stray"], await shard.Queues.ListAsync(includeUnregistered: true, Cancel));
    }

    [Fact]
    public async Task GetSizes_Queues_LongestFirstThenByName()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("queues", ["b", "a", "long", "empty"]);
        await PushAsync(database, "b", "a", "long", "long", "stray");
        await using var shard = await ConnectAsync(database);

        Assert.Equal(
            [new("long", 2), new("a", 1), new("b", 1), new("empty", 0)], await shard.Queues.GetSizesAsync(Cancel));
    }

    [Fact]
    public async Task GetSummaries_Queues_TellsAllAboutEach()
    {
        await using var database = await redis.NewDatabaseAsync("myapp:");
        await database.Redis.SetAddAsync("myapp:queues", ["low", "empty", "broken", "timeless", "ahead"]);
        await database.Redis.SetAddAsync("myapp:paused", ["low", "gone"]);
        await database.Redis.ListRightPushAsync("myapp:queue:low", [Job(Now), Job(Now.AddSeconds(-90))]);
        await database.Redis.ListRightPushAsync("myapp:queue:broken", ["{}", "{}", "not json"]);
        await database.Redis.ListRightPushAsync("myapp:queue:timeless", "{}");
        await database.Redis.ListRightPushAsync("myapp:queue:ahead", Job(Now.AddSeconds(2)));
        await database.Redis.ListRightPushAsync($"myapp:queue:sq_{Owner}_low", Job(Now.AddSeconds(-5)));
        await using var shard = await ConnectAsync(database);

        var summaries = await shard.Queues.GetSummariesAsync(includeUnregistered: true, Cancel);

        Assert.Equal(
            [
                Summary("broken", 3, null),
                Summary("low", 2, 90) with { IsPaused = true },
                Summary("ahead", 1, -2),
                Summary($"sq_{Owner}_low", 1, 5) with { IsRegistered = false, PrivateTo = Owner },
                Summary("timeless", 1, null),
                Summary("empty", 0, 0),
            ],
            summaries);
    }

    [Fact]
    public async Task GetSummaries_NameThatIsNotUtf8_ShowsReplacementAndRealSize()
    {
        await using var database = await redis.NewDatabaseAsync();
        byte[] name = [(byte)'a', 0xff];
        await database.Redis.SetAddAsync("queues", name);
        await database.Redis.SetAddAsync("paused", name);
        await database.Redis.ListRightPushAsync(((RedisKey)"queue:").Append(name), Job(Now));
        await using var shard = await ConnectAsync(database);

        Assert.Equal(
            [Summary("a\uFFFD", 1, 0) with { IsPaused = true }], await shard.Queues.GetSummariesAsync(includeUnregistered: true, Cancel));
    }

    [Fact]
    public async Task GetSummaries_NoQueues_IsEmpty()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ConnectAsync(database);

        Assert.Empty(await shard.Queues.GetSummariesAsync(includeUnregistered: true, Cancel));
        Assert.Empty(await shard.Queues.GetSizesAsync(Cancel));
        Assert.Empty(await shard.Queues.ListAsync(cancellationToken: Cancel));
    }

    [Fact]
    public async Task GetSummaries_TenThousandQueues_ReadsAll()
    {
        await using var database = await redis.NewDatabaseAsync();
        RedisValue[] names = [.. Enumerable.Range(0, 10_000).Select(i => (RedisValue)$"q{i}")];
        await database.Redis.SetAddAsync("queues", names);
        await Task.WhenAll(names.Select(name => database.Redis.ListLeftPushAsync("queue:" + name, Job(Now))));
        await using var shard = await ConnectAsync(database);

        var summaries = await shard.Queues.GetSummariesAsync(includeUnregistered: true, Cancel);

        Assert.Equal(10_000, summaries.Count);
        Assert.All(summaries, summary => Assert.Equal(Summary(summary.Name, 1, 0), summary));
    }

    [Fact]
    public async Task GetSummaries_QueueKeyOfAnotherType_NamesTheKey()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("queues", ["low", "odd"]);
        await database.Redis.StringSetAsync("queue:odd", "x");
        await using var shard = await ConnectAsync(database);

        var error = await Assert.ThrowsAsync<SidekiqClusterException>(
            () => shard.Queues.GetSummariesAsync(cancellationToken: Cancel));

        Assert.Contains("'queue:odd'", error.Message, StringComparison.Ordinal);
    }

    private static Task<DrivenShard> ConnectAsync(TestDatabase database) => ShardDriver.ConnectAsync(
        new ShardOptions
        {
            Connection = database.Url,
            KeyPrefix = database.Prefix,
            TimeProvider = new FakeTimeProvider(Now),
        });

    private static string Job(DateTimeOffset enqueuedAt) => $$"""{"enqueued_at":{{enqueuedAt.ToUnixTimeMilliseconds()}}}""";

    private static QueueSummary Summary(string name, long size, double? latency) => new()
    {
        Name = name,
        Size = size,
        Latency = latency is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        IsPaused = false,
        IsRegistered = true,
    };

    private static async Task PushAsync(TestDatabase database, params string[] queues)
    {
        foreach (var queue in queues)
        {
            await database.Redis.ListLeftPushAsync($"{database.Prefix}queue:{queue}", "{}");
        }
    }
}
