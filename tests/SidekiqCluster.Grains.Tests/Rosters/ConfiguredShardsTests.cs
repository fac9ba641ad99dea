using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Grains.Tests.Rosters;

/// <summary>Shards of the silos' configuration, which changes while they run.</summary>
public sealed class ConfiguredShardsTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reload_ShardsComeChangeAndGo_IsFollowed()
    {
        await using var first = await redis.NewDatabaseAsync();
        await using var second = await redis.NewDatabaseAsync();
        await second.Redis.SortedSetAddAsync("retry", "{}", 1);
        await using var silos = await RosterFleet.StartAsync(
            null, ("eu-1:Connection", first.ConnectionString), ("us-1:Connection", second.ConnectionString));
        Assert.Equal(0, await silos.Fleet.Shard("eu-1").RetrySet.GetSizeAsync(Token));

        silos.Configure(("eu-1:Connection", second.ConnectionString));
        await AddedShardsTests.Until(() => silos.SilosThatKnow("us-1") is [false, false] && !silos.IsConnected("eu-1"));

        Assert.Equal(1, await silos.Fleet.Shard("eu-1").RetrySet.GetSizeAsync(Token));
        await Assert.ThrowsAsync<ShardUnknownException>(() => silos.Fleet.Shard("us-1").RetrySet.GetSizeAsync(Token));
    }

    [Fact]
    public async Task Reload_ConfigurationThatCannotBeUsed_IsNotFollowed()
    {
        await using var first = await redis.NewDatabaseAsync();
        await using var second = await redis.NewDatabaseAsync();
        await using var silos = await RosterFleet.StartAsync(null, ("eu-1:Connection", first.ConnectionString));

        silos.Configure(("eu-1:Connection", string.Empty));
        await silos.Fleet.AddShardAsync(
            new ShardRegistration { Name = "us-1", Connection = second.ConnectionString }, Token);

        Assert.Equal(["eu-1", "us-1"], (await silos.Fleet.ListShardsAsync(Token)).Select(shard => shard.Name));
        Assert.Equal(0, await silos.Fleet.Shard("eu-1").RetrySet.GetSizeAsync(Token));
    }

    [Fact]
    public async Task TwoNamesOfOneDatabase_SecondIsRefusedAndNamesBoth()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("dead", "{}", 1);
        var other = database.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await using var silos = await RosterFleet.StartAsync(
            null, ("eu-1:Connection", database.ConnectionString), ("us-1:Connection", other));
        Assert.Equal(1, await silos.Fleet.Shard("us-1").DeadSet.GetSizeAsync(Token));

        var refused = await Assert.ThrowsAsync<SidekiqClusterException>(() => silos.Fleet.Shard("eu-1").DeadSet.ClearAsync(Token));

        Assert.StartsWith(
            "Shard eu-1 is the same database as shard us-1, so it is not asked:", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await database.Redis.SortedSetLengthAsync("dead"));
    }

    [Fact]
    public async Task Start_ConfigurationThatCannotBeUsed_EndsTheSiloWithTheReason()
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => RosterFleet.StartAsync(null, ("eu-1:KeyPrefix", "shop:")));

        Assert.Contains("SidekiqCluster:Shards:eu-1: Connection is empty;", refused.ToString(), StringComparison.Ordinal);
    }
}
