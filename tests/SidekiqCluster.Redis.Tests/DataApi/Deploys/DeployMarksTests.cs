using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Deploys;

public sealed class DeployMarksTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetMarks_OfFixture_AreRubysNewestFirst()
    {
        var fixture = Fixture.Load("sidekiq-8.1.7");
        await using var database = await redis.NewDatabaseAsync(fixture, "myapp:");
        await using var shard = await database.ConnectAsync(fixture.Now);

        var marks = await shard.Deploys.GetMarksAsync(new DateOnly(2026, 11, 23), Token);

        Assert.Equal(
            fixture.Expected.GetProperty("deploy_marks").EnumerateObject()
                .Select(mark => new DeployMark(DateTimeOffset.Parse(mark.Name, null), mark.Value.GetString()!))
                .OrderByDescending(mark => mark.At),
            marks);
        Assert.Empty(await shard.Deploys.GetMarksAsync(new DateOnly(2026, 11, 22), Token));
    }

    [Fact]
    public async Task GetMarks_TimesThatCannotBeRead_AreLeftOut()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.HashSetAsync(
            "20261123-marks", [new("whenever", "lost"), new("", "lost"), new("2026-11-23T16:00:00+02:00", "kept"), new("2026-11-23T13:59:00", "too")]);
        await using var shard = await database.ConnectAsync();

        Assert.Equal(
            [
                new DeployMark(new DateTimeOffset(2026, 11, 23, 14, 0, 0, TimeSpan.Zero), "kept"),
                new DeployMark(new DateTimeOffset(2026, 11, 23, 13, 59, 0, TimeSpan.Zero), "too"),
            ],
            await shard.Deploys.GetMarksAsync(new DateOnly(2026, 11, 23), Token));
    }
}
