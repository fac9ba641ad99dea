using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Operations;

public sealed class SpreadRetryTests(RedisFixture redis)
{
    private static readonly TimeSpan Spread = TimeSpan.FromHours(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("retry")]
    [InlineData("dead")]
    public async Task Retry_Spread_GivesEachItsOwnTimeInTheRetrySet(string source)
    {
        await using var database = await redis.NewDatabaseAsync();
        var jobs = Enumerable.Range(0, 50).Select(_ => AJob.Retrying().With("retry_count", 3)).ToList();
        await database.Redis.SortedSetAddAsync(source, [.. jobs.Select(job => new SortedSetEntry(job.Json, 5))]);
        await using var shard = await database.ConnectAsync();

        var result = await shard.Operations.RetryAsync(Where(source), Spread, cancellationToken: Token);

        Assert.Equal((50, 50), (result.Matched, result.Done));
        var moved = await database.Redis.SortedSetRangeByRankWithScoresAsync("retry");
        Assert.Equal(
            jobs.Select(job => job.With("retry_count", 2).Json).Order(StringComparer.Ordinal),
            moved.Select(entry => (string)entry.Element!).Order(StringComparer.Ordinal));
        var now = TestShard.Now.ToUnixTimeSeconds();
        Assert.All(moved, entry => Assert.InRange(entry.Score, now, now + Spread.TotalSeconds));
        Assert.Equal(50, moved.Select(entry => entry.Score).Distinct().Count());
        Assert.Equal(0, await database.Redis.SortedSetLengthAsync("dead"));
    }

    [Theory]
    [InlineData("retry", 8_000, 0)]
    [InlineData("retry", 50, 50)]
    public async Task Retry_SpreadInTheSetThatIsRead_CountsEachJobOnce(string source, int retrying, int dead)
    {
        await using var database = await redis.NewDatabaseAsync();
        await AddAsync(database, "retry", retrying);
        await AddAsync(database, "dead", dead);
        await using var shard = await database.ConnectAsync();
        var all = JobSelection.Where(JobSources.Parse("dead", source), JobFilter.All);

        var result = await shard.Operations.RetryAsync(all, Spread, cancellationToken: Token);

        Assert.Equal((retrying + dead, retrying + dead), (result.Matched, result.Done));
        var moved = await database.Redis.SortedSetRangeByRankAsync("retry");
        Assert.Equal(retrying + dead, moved.Length);
        Assert.All(moved, job => Assert.Contains("\"retry_count\":4", (string)job!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Retry_SpreadOntoBytesOfAnotherJob_FailsAndBothStay()
    {
        await using var database = await redis.NewDatabaseAsync();
        const string Once = """{"class":"X","args":[],"retry_count":1}""";
        const string Never = """{"class":"X","args":[],"retry_count":0}""";
        await database.Redis.SortedSetAddAsync("retry", [new(Once, 5), new(Never, 6)]);
        await using var shard = await database.ConnectAsync();

        var result = await shard.Operations.RetryAsync(
            JobSelection.Of(await shard.RetrySet.ReadAsync(cancellationToken: Token).FirstAsync(job => job.RetryCount == 1, Token)),
            Spread,
            cancellationToken: Token);

        Assert.Equal(1, result.Reasons["another job has the same bytes there"]);
        Assert.Equal(
            [new SortedSetEntry(Once, 5), new SortedSetEntry(Never, 6)],
            await database.Redis.SortedSetRangeByRankWithScoresAsync("retry"));
    }

    [Fact]
    public async Task Retry_SpreadOfNothing_PutsThemIntoTheirQueuesAtOnce()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("retry", AJob.Retrying().Json, 5);
        await using var shard = await database.ConnectAsync();

        await shard.Operations.RetryAsync(Where("retry"), TimeSpan.Zero, cancellationToken: Token);

        Assert.Equal(1, await database.Redis.ListLengthAsync("queue:default"));
    }

    [Fact]
    public async Task Retry_SpreadOfMalformedJob_IsRefusedAndItStays()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("dead", "{", 5);
        await using var shard = await database.ConnectAsync();

        var result = await shard.Operations.RetryAsync(Where("dead"), Spread, cancellationToken: Token);

        Assert.Equal((1, 0), (result.Refused, result.Done));
        Assert.Equal(1, await database.Redis.SortedSetLengthAsync("dead"));
    }

    private static Task<long> AddAsync(TestDatabase database, string set, int count) => database.Redis.SortedSetAddAsync(
        set,
        [.. Enumerable.Range(0, count).Select(n => new SortedSetEntry(AJob.Retrying().With("retry_count", 5).Json, n))]);

    private static JobSelection Where(string source) => JobSelection.Where(JobSources.Parse(source), JobFilter.All);
}
