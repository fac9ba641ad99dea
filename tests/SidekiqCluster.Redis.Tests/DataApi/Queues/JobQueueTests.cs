using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Queues;

public sealed class JobQueueTests(RedisFixture redis)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddSeconds(AJob.CreatedAt + 60.5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("shop:")]
    public async Task Queue_WithJobs_AnswersAllAboutItself(string prefix)
    {
        await using var database = await redis.NewDatabaseAsync(prefix);
        await using var shard = await ConnectAsync(database);
        await PushAsync(database, "low", AJob.Enqueued().With(jid: "first"), AJob.Enqueued().With(jid: "second"));
        await database.Redis.SetAddAsync(prefix + "queues", "low");
        await database.Redis.SetAddAsync(prefix + "paused", "low");
        var queue = shard.Queue("low");

        Assert.Equal(2, await queue.GetSizeAsync(Token));
        Assert.Equal(TimeSpan.FromMinutes(1), await queue.GetLatencyAsync(Token));
        Assert.True(await queue.IsPausedAsync(Token));
        Assert.True(await queue.ExistsAsync(Token));
        Assert.Equal(
            new QueueSummary { Name = "low", Size = 2, Latency = TimeSpan.FromMinutes(1), IsPaused = true, IsRegistered = true },
            await queue.GetSummaryAsync(Token));
        Assert.Equal(["second", "first"], await JidsAsync(queue.ReadAsync(cancellationToken: Token)));
        var oldestFirst = new QueueReadOptions { Order = JobOrder.OldestFirst };
        Assert.Equal(["first", "second"], await JidsAsync(queue.ReadAsync(oldestFirst, Token)));
    }

    [Fact]
    public async Task Queue_Absent_IsEmptyAndDoesNotExist()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ConnectAsync(database);
        var queue = shard.Queue("nowhere");

        Assert.False(await queue.ExistsAsync(Token));
        Assert.Equal(0, await queue.GetSizeAsync(Token));
        Assert.Equal(TimeSpan.Zero, await queue.GetLatencyAsync(Token));
        Assert.Empty(await JidsAsync(queue.ReadAsync(cancellationToken: Token)));
        Assert.Empty((await queue.GetPageAsync(0, 10, Token)).Jobs);
        Assert.Null(await queue.FindJobAsync("a", Token));
    }

    [Fact]
    public async Task GetSummaryAsync_PrivateQueueOfSuperFetch_NamesItsProcess()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ConnectAsync(database);
        const string Name = "sq|host:12:abcdef012345|low";
        await PushAsync(database, Name, AJob.Enqueued());

        var summary = await shard.Queue(Name).GetSummaryAsync(Token);

        Assert.Equal("host:12:abcdef012345", summary.PrivateTo);
        Assert.False(summary.IsRegistered);
    }

    [Theory]
    [InlineData(0, 2, "e", "d")]
    [InlineData(3, 10, "b", "a")]
    [InlineData(9, 10)]
    public async Task GetPageAsync_AnyStretch_GivesItNewestFirstAndTheTotal(int offset, int count, params string[] jids)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ConnectAsync(database);
        await PushAsync(database, "low", [.. "abcde".Select(jid => AJob.Enqueued().With(jid: $"{jid}"))]);

        var page = await shard.Queue("low").GetPageAsync(offset, count, Token);

        Assert.Equal(5, page.Total);
        Assert.Equal(jids, page.Jobs.Select(job => job.Jid));
    }

    [Fact]
    public async Task FindJobAsync_EscapedMalformedAndLookalikes_FindsTheJobItself()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ConnectAsync(database);
        RedisValue[] payloads =
        [
            """{"class":"A","args":["wanted"],"jid":"other"}""", "wanted", """{"jid":"wanted","class":""",
            """{"class":"Found","args":[],"jid":"\u0077anted"}""", """{"class":"Newer","args":[],"jid":"wanted"}""",
        ];
        await database.Redis.ListLeftPushAsync("queue:low", payloads);

        Assert.Equal("Found", (await shard.Queue("low").FindJobAsync("wanted", Token))?.Class);
    }

    [Fact]
    public async Task GetEntryAsync_MalformedJob_IsFoundByItsId()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ConnectAsync(database);
        await database.Redis.ListLeftPushAsync("queue:low", ["{", "[]", new byte[] { 0xff, 0 }]);
        var id = EntryId.Of(shard.Name, JobSource.Queue("low"), [0xff, 0]);

        Assert.Equal([0xff, 0], (await shard.Queue("low").GetEntryAsync(id, Token))!.Raw.ToArray());
        Assert.Null(await shard.Queue("high").GetEntryAsync(id, Token));
    }

    [Fact]
    public async Task ReadAsync_ManyEqualPayloads_GivesEachCopy()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ConnectAsync(database);
        RedisValue[] payloads = [.. Enumerable.Range(0, 30_000).Select(i => (RedisValue)(i % 3000 == 0 ? $"{{\"i\":{i}}}" : "{}"))];
        await database.Redis.ListLeftPushAsync("queue:low", payloads);

        foreach (var order in new[] { JobOrder.NewestFirst, JobOrder.OldestFirst })
        {
            var options = new QueueReadOptions { Order = order, PageSize = 100 };
            var raw = await shard.Queue("low").ReadAsync(options, Token).Select(job => job.RawText!).ToListAsync(Token);
            Assert.Equal(payloads.Select(payload => (string)payload!).Order(), raw.Order());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_001)]
    public async Task ReadAsync_PageSizeOutOfBounds_IsRefused(int pageSize)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ConnectAsync(database);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => shard.Queue("low").ReadAsync(new QueueReadOptions { PageSize = pageSize }, Token));
    }

    private static Task<DrivenShard> ConnectAsync(TestDatabase database) => ShardDriver.ConnectAsync(
        new ShardOptions
        {
            Connection = database.ConnectionString,
            KeyPrefix = database.Prefix,
            TimeProvider = new FakeTimeProvider(Now),
        });

    private static Task<long> PushAsync(TestDatabase database, string queue, params AJob[] jobs) =>
        database.Redis.ListLeftPushAsync($"{database.Prefix}queue:{queue}", [.. jobs.Select(job => (RedisValue)job.Json)]);

    private static ValueTask<List<string?>> JidsAsync(IAsyncEnumerable<JobRecord> jobs) =>
        jobs.Select(job => job.Jid).ToListAsync(Token);
}
