using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Deploys;

public sealed class DeployMarkTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mark_MinuteOfTheDay_IsReadBack()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        Assert.Equal(DeployMarkOutcome.Marked, await shard.Deploys.MarkAsync("v1", cancellationToken: Token));

        Assert.Equal(
            [new DeployMark(new DateTimeOffset(2026, 11, 23, 14, 46, 0, TimeSpan.Zero), "v1")],
            await shard.Deploys.GetMarksAsync(new DateOnly(2026, 11, 23), Token));
        Assert.InRange((await database.Redis.KeyTimeToLiveAsync("20261123-marks"))!.Value.TotalDays, 89.9, 90);
        Assert.InRange((await database.Redis.KeyTimeToLiveAsync("deploylock-v1"))!.Value.TotalSeconds, 50, 60);
    }

    [Fact]
    public async Task Mark_SameLabelWithinAMinute_IsMarkedOnce()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        await shard.Deploys.MarkAsync("v1", cancellationToken: Token);
        Assert.Equal(
            DeployMarkOutcome.AlreadyMarked, await shard.Deploys.MarkAsync("v1", TestShard.Now.AddMinutes(1), Token));
        await database.Redis.KeyDeleteAsync("deploylock-v1");
        Assert.Equal(DeployMarkOutcome.AlreadyMarked, await shard.Deploys.MarkAsync("v1", cancellationToken: Token));

        Assert.Single(await shard.Deploys.GetMarksAsync(new DateOnly(2026, 11, 23), Token));
    }

    [Fact]
    public async Task Mark_MinuteOfAnotherLabel_SaysSoAndHoldsNoLock()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        await shard.Deploys.MarkAsync("v1", cancellationToken: Token);
        Assert.Equal(DeployMarkOutcome.MinuteTaken, await shard.Deploys.MarkAsync("v2", cancellationToken: Token));
        Assert.Equal(DeployMarkOutcome.Marked, await shard.Deploys.MarkAsync("v2", TestShard.Now.AddMinutes(1), Token));
    }

    [Fact]
    public async Task Mark_TimeOfAnotherZone_IsOfItsUtcDay()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        await shard.Deploys.MarkAsync("v1", new DateTimeOffset(2026, 11, 24, 0, 30, 59, TimeSpan.FromHours(2)), Token);

        Assert.Equal("v1", (string?)await database.Redis.HashGetAsync("20261123-marks", "2026-11-23T22:30:00Z"));
    }
}
