using System.Globalization;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.JobSets;

public sealed class JobSetTests(RedisFixture redis)
{
    private const double At = 1795445545.9554379;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sets_OfShard_AreTheirOwnKeys()
    {
        await using var database = await redis.NewDatabaseAsync("shop:");
        await using var shard = await ConnectAsync(database);
        await AddAsync(database, "schedule", ("s", 1));
        await AddAsync(database, "retry", ("r1", 1), ("r2", 2));
        await AddAsync(database, "dead", ("d", 1));

        Assert.Equal(1, await shard.ScheduledSet.GetSizeAsync(Token));
        Assert.Equal(["r2", "r1"], await JidsAsync(shard.RetrySet.ReadAsync(cancellationToken: Token)));
        Assert.Equal(
            ["r1", "r2"], await JidsAsync(shard.RetrySet.ReadAsync(new JobSetReadOptions { Order = JobOrder.OldestFirst }, Token)));
        Assert.Equal(JobSource.Dead, (await shard.DeadSet.FindJobAsync("d", Token))!.Source);
        Assert.Null(await shard.ScheduledSet.FindJobAsync("d", Token));
    }

    [Fact]
    public async Task GetPageAsync_OffsetPastAnyEnd_IsEmptyWithTheTotal()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("dead", "a", 1);
        await database.Redis.ListRightPushAsync("queue:default", "a");
        await using var shard = await database.ConnectAsync();
        var ofSet = await shard.DeadSet.GetPageAsync(long.MaxValue, 10, cancellationToken: Token);
        var ofQueue = await shard.Queue("default").GetPageAsync(long.MaxValue, 10, Token);
        Assert.Equal((1, 0, 1, 0), (ofSet.Total, ofSet.Jobs.Count, ofQueue.Total, ofQueue.Jobs.Count));
    }

    [Fact]
    public async Task FetchAsync_NaN_IsRefused()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => shard.DeadSet.FetchAsync(double.NaN, cancellationToken: Token));
    }

    [Theory]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    [InlineData("5e-324", double.Epsilon)]
    [InlineData("1795445545.9554379", At)]
    [InlineData("0.1", 0.1)]
    public async Task Score_AsAnyReadGivesIt_IsTheExactNumber(string written, double score)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ConnectAsync(database);
        await database.Redis.ExecuteAsync("ZADD", "dead", written, "{}");

        foreach (var order in Enum.GetValues<JobOrder>())
        {
            var options = new JobSetReadOptions { Order = order };
            Assert.Equal(score, (await shard.DeadSet.ReadAsync(options, Token).SingleAsync(Token)).Score);
        }

        Assert.Equal(score, Assert.Single((await shard.DeadSet.GetPageAsync(0, 10, cancellationToken: Token)).Jobs).Score);
        Assert.Equal(score, Assert.Single(await shard.DeadSet.FetchAsync(score, cancellationToken: Token)).Score);
    }

    [Fact]
    public async Task FetchAsync_ScoreOrRange_GivesExactlyThose()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ConnectAsync(database);
        await AddAsync(
            database, "retry", ("below", double.BitDecrement(At)), ("a", At), ("b", At), ("above", double.BitIncrement(At)), ("later", At + 1));

        var a = (await shard.RetrySet.FetchAsync(At, "a", Token)).Single();

        Assert.Equal(["a", "b"], (await shard.RetrySet.FetchAsync(At, cancellationToken: Token)).Select(entry => entry.Jid));
        Assert.Equal(
            ["below", "a", "b", "above"],
            (await shard.RetrySet.FetchAsync(a.At!.Value, a.At.Value, cancellationToken: Token)).Select(entry => entry.Jid));
        Assert.Equal(
            ["b"], (await shard.RetrySet.FetchAsync(a.At.Value, a.At.Value.AddHours(1), "b", Token)).Select(entry => entry.Jid));
        Assert.Equal(
            5, (await shard.RetrySet.FetchAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken: Token)).Count);
    }

    [Theory]
    [InlineData(JobOrder.NewestFirst, "c", "b")]
    [InlineData(JobOrder.OldestFirst, "b", "c")]
    public async Task GetPageAsync_Stretch_GivesItInOrderAndTheTotal(JobOrder order, params string[] jids)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ConnectAsync(database);
        await AddAsync(database, "schedule", ("a", 1), ("b", 2), ("c", 3), ("d", 4));

        var page = await shard.ScheduledSet.GetPageAsync(1, 2, order, Token);

        Assert.Equal(4, page.Total);
        Assert.Equal(jids, page.Jobs.Select(entry => entry.Jid));
    }

    [Fact]
    public async Task GetEntryAsync_EntryOfAnotherSet_IsNotThere()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ConnectAsync(database);
        await AddAsync(database, "dead", ("a", 1));
        var entry = await shard.DeadSet.FindJobAsync("a", Token);

        Assert.Equal(1, (await shard.DeadSet.GetEntryAsync(entry!.Id, Token))!.Score);
        Assert.Null(await shard.RetrySet.GetEntryAsync(entry.Id, Token));
    }

    [Theory]
    [InlineData(JobOrder.NewestFirst)]
    [InlineData(JobOrder.OldestFirst)]
    [InlineData(JobOrder.Any)]
    public async Task ReadAsync_ManyEntriesOfOneScore_GivesEachOnce(JobOrder order)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ConnectAsync(database);
        var members = Enumerable.Range(0, TestSizes.EntriesOfOneScore).Select(i => $$"""{"jid":"{{i:x24}}"}""").ToList();
        await database.Redis.SortedSetAddAsync("schedule", [.. members.Select(member => new SortedSetEntry(member, At))]);

        var read = await shard.ScheduledSet.ReadAsync(new JobSetReadOptions { Order = order }, Token)
            .Select(entry => entry.RawText!).ToListAsync(Token);

        Assert.Equal(members, order == JobOrder.NewestFirst ? read.AsEnumerable().Reverse() : read.Order(StringComparer.Ordinal));
    }

    private static Task<DrivenShard> ConnectAsync(TestDatabase database) => ShardDriver.ConnectAsync(
        new ShardOptions { Connection = database.ConnectionString, KeyPrefix = database.Prefix });

    private static async Task AddAsync(TestDatabase database, string set, params (string Jid, double Score)[] jobs)
    {
        foreach (var (jid, score) in jobs)
        {
            var member = AJob.Scheduled().With(jid: jid).Json;
            await database.Redis.ExecuteAsync("ZADD", database.Prefix + set, score.ToString("R", CultureInfo.InvariantCulture), member);
        }
    }

    private static ValueTask<List<string?>> JidsAsync(IAsyncEnumerable<JobRecord> jobs) =>
        jobs.Select(job => job.Jid).ToListAsync(Token);
}
