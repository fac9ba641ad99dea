using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Stats;

public sealed class StatsResetTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StatCounters.Processed, "0", "7")]
    [InlineData(StatCounters.Failed, "9", "0")]
    [InlineData(StatCounters.Processed | StatCounters.Failed, "0", "0")]
    public async Task Reset_Counters_SetsThoseToZeroAndNoDay(StatCounters counters, string processed, string failed)
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.StringSetAsync([new("stat:processed", 9), new("stat:failed", 7), new("stat:failed:2026-11-23", 7)]);
        await using var shard = await database.ConnectAsync();

        await shard.Stats.ResetAsync(counters, Token);

        Assert.Equal(processed, (string?)await database.Redis.StringGetAsync("stat:processed"));
        Assert.Equal(failed, (string?)await database.Redis.StringGetAsync("stat:failed"));
        Assert.Equal("7", (string?)await database.Redis.StringGetAsync("stat:failed:2026-11-23"));
    }

    [Theory]
    [InlineData(StatCounters.None)]
    [InlineData((StatCounters)4)]
    public async Task Reset_NoCounter_IsRefused(StatCounters counters)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => shard.Stats.ResetAsync(counters, Token));
    }
}
