using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Iterations;

public sealed class IterationCancelTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancel_JobThatNobodyKnows_LeavesACursorForRuby()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        Assert.Equal(TestShard.Now, await shard.Iterations.CancelAsync("j1", Token));

        Assert.Equal(
            new Dictionary<string, string> { ["cancelled"] = "1795445200", ["c"] = "null" },
            (await database.Redis.HashGetAllAsync("it-j1")).ToDictionary(field => (string)field.Name!, field => (string)field.Value!));
        Assert.InRange((await database.Redis.KeyTimeToLiveAsync("it-j1"))!.Value.TotalDays, 29.9, 30);
    }

    [Fact]
    public async Task Cancel_JobWithACursorThatWasCancelledBefore_KeepsBoth()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.HashSetAsync("it-j1", [new("c", "[7]"), new("cancelled", 1795440000)]);
        await using var shard = await database.ConnectAsync();

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795440000), await shard.Iterations.CancelAsync("j1", Token));

        Assert.Equal("[7]", (string?)await database.Redis.HashGetAsync("it-j1", "c"));
    }

    [Theory]
    [InlineData("8.1.7", 1)]
    [InlineData("7.3.10", 30)]
    [InlineData(null, 30)]
    public async Task Cancel_StateWithADayToLive_IsKeptAsThatVersionOfSidekiqDoes(string? version, int days)
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.HashSetAsync("it-j1", "c", "7");
        await database.Redis.KeyExpireAsync("it-j1", TimeSpan.FromDays(1));
        if (version is not null)
        {
            await database.Redis.SetAddAsync("processes", "host:1:abc");
            await database.Redis.HashSetAsync("host:1:abc", "info", $$"""{"version":"{{version}}"}""");
        }

        await using var shard = await database.ConnectAsync();

        await shard.Iterations.CancelAsync("j1", Token);

        Assert.InRange((await database.Redis.KeyTimeToLiveAsync("it-j1"))!.Value.TotalDays, days - 0.1, days);
    }
}
