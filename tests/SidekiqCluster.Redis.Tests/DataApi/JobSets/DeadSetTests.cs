using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.JobSets;

public sealed class DeadSetTests(RedisFixture redis)
{
    private const double Day = 86_400;

    private static readonly double Now = TestShard.Now.ToUnixTimeSeconds();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3L, null, new[] { "d1", "d0", "now" })]
    [InlineData(null, 1, new[] { "d1", "d0", "now" })]
    [InlineData(4L, 1, new[] { "d1", "d0", "now" })]
    [InlineData(2L, 10, new[] { "d0", "now" })]
    [InlineData(0L, null, new string[0])]
    [InlineData(9L, 9, new[] { "d3", "d2", "d1", "d0", "now" })]
    public async Task Trim_Limits_KeepsTheNewestWithinBoth(long? maxJobs, int? maxDays, string[] kept)
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync(
            "dead", [new("d3", Now - (3 * Day)), new("d2", Now - (2 * Day)), new("d1", Now - Day), new("d0", Now - 1), new("now", Now)]);
        await using var shard = await database.ConnectAsync();

        var removed = await shard.DeadSet.TrimAsync(maxJobs, maxDays is { } days ? TimeSpan.FromDays(days) : null, null, Token);

        Assert.Equal(5 - kept.Length, removed);
        Assert.Equal(kept, (await database.Redis.SortedSetRangeByRankAsync("dead")).Select(member => (string)member!));
    }

    [Fact]
    public async Task Trim_MoreThanAChunk_TellsEachChunk()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("dead", [.. Enumerable.Range(0, 4_500).Select(i => new SortedSetEntry($"m{i}", i))]);
        await using var shard = await database.ConnectAsync();
        var told = new List<long>();

        Assert.Equal(4_490, await shard.DeadSet.TrimAsync(10, null, new Telling(told.Add), Token));

        Assert.Equal([1_000, 2_000, 3_000, 4_000, 4_490], told);
        Assert.Equal(
            Enumerable.Range(4_490, 10).Select(i => $"m{i}"),
            (await database.Redis.SortedSetRangeByRankAsync("dead")).Select(member => (string)member!));
    }

    [Fact]
    public async Task Trim_RoomMadeBetweenTwoChunks_IsKept()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("dead", [.. Enumerable.Range(0, 4_500).Select(i => new SortedSetEntry($"m{i}", i))]);
        await using var shard = await database.ConnectAsync();

        // Of 4,500 jobs, 2,500 are too many. After the first chunk somebody deletes the newest 2,400: then none is.
        var removed = await shard.DeadSet.TrimAsync(
            2_000,
            null,
            new Telling(_ => database.Redis.SortedSetRemoveRangeByScore("dead", 2_100, double.PositiveInfinity)),
            Token);

        Assert.Equal(1_000, removed);
        Assert.Equal(1_100, await database.Redis.SortedSetLengthAsync("dead"));
    }

    [Fact]
    public async Task Trim_WithoutALimit_IsRefused()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => shard.DeadSet.TrimAsync(null, null, null, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => shard.DeadSet.TrimAsync(-1, null, null, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => shard.DeadSet.TrimAsync(null, TimeSpan.FromSeconds(-1), null, Token));
    }

    [Fact]
    public async Task Add_AnyBytes_DieNowAndNothingIsTrimmed()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("dead", "ancient", 1);
        await using var shard = await database.ConnectAsync();

        Assert.True(await shard.DeadSet.AddAsync("{\"cl"u8.ToArray(), Token));
        Assert.False(await shard.DeadSet.AddAsync("ancient"u8.ToArray(), Token));

        Assert.Equal(
            [new SortedSetEntry("ancient", Now), new SortedSetEntry("{\"cl", Now)],
            await database.Redis.SortedSetRangeByRankWithScoresAsync("dead"));
    }

    [Theory]
    [InlineData(9_998, 5, null)]
    [InlineData(9_999, 5, "The dead set holds 10000 jobs, 0 of them older than 180 days")]
    [InlineData(1, 181, "The dead set holds 2 jobs, 1 of them older than 180 days")]
    public async Task Kill_WorkersWillTrim_Warns(int before, int ageInDays, string? warning)
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync(
            "dead", [.. Enumerable.Range(0, before).Select(i => new SortedSetEntry($"m{i}", Now - (ageInDays * Day)))]);
        await database.Redis.SortedSetAddAsync("retry", "killed", 5);
        await using var shard = await database.ConnectAsync();

        var result = await shard.RetrySet.KillAllAsync(cancellationToken: Token);

        Assert.Equal(1, result.Done);
        if (warning is null)
        {
            Assert.Empty(result.Warnings);
        }
        else
        {
            Assert.StartsWith(warning, Assert.Single(result.Warnings), StringComparison.Ordinal);
        }
    }

    private sealed class Telling(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
