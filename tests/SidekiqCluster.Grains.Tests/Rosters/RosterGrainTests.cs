using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Grains.Tests.Rosters;

/// <summary>The roster while calls are repeated, silos come and go, and its store is away.</summary>
public sealed class RosterGrainTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Act_Repeated_IsDoneOnceAndAnswersTheSame()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var silos = await RosterFleet.StartAsync();
        var roster = silos.Cluster.Client.GetGrain<IRosterGrain>(IRosterGrain.Key);
        var (add, remove, shard) = (Guid.NewGuid(), Guid.NewGuid(), Shard("eu-1", database));

        await roster.AddAsync(add, shard);
        await roster.AddAsync(add, shard);
        await Assert.ThrowsAsync<ArgumentException>(() => roster.AddAsync(Guid.NewGuid(), shard));

        Assert.True(await roster.RemoveAsync(remove, "eu-1"));
        Assert.True(await roster.RemoveAsync(remove, "eu-1"));
        Assert.False(await roster.RemoveAsync(Guid.NewGuid(), "eu-1"));
    }

    [Fact]
    public async Task Add_ManyAtOnce_AreAllKeptAndOneOfEqualNamesWins()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var silos = await RosterFleet.StartAsync();

        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => AddAsync(
            silos.Fleet, Shard($"s{number / 2}", database) with { KeyPrefix = $"p{number}" })));

        Assert.Equal(10, added.Count(wasAdded => wasAdded));
        Assert.Equal(10, (await silos.Fleet.ListShardsAsync(Token)).Count);
    }

    [Fact]
    public async Task Silo_ThatComesLater_LearnsTheShards()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var silos = await RosterFleet.StartAsync();
        await silos.Fleet.AddShardAsync(Shard("eu-1", database), Token);

        await silos.Cluster.StartAdditionalSiloAsync();

        await AddedShardsTests.Until(() => silos.SilosThatKnow("eu-1") is [true, true, true]);
    }

    [Fact]
    public async Task Silo_OfTheRosterIsLost_ShardsAreKeptAndMoreAreAdded()
    {
        await using var store = await redis.NewDatabaseAsync();
        await using var first = await redis.NewDatabaseAsync();
        await using var second = await redis.NewDatabaseAsync();
        await using var silos = await RosterFleet.StartAsync(store.ConnectionString);
        await silos.Fleet.AddShardAsync(Shard("eu-1", first), Token);
        var roster = silos.Cluster.Client.GetGrain<IRosterGrain>(IRosterGrain.Key).GetGrainId();
        var home = silos.Cluster.Silos.Single(silo => silos.IsAt(silo, roster));

        await silos.Cluster.KillSiloAsync(home, Token);
        await silos.Fleet.AddShardAsync(Shard("eu-2", second), Token);

        Assert.Equal(["eu-1", "eu-2"], (await silos.Fleet.ListShardsAsync(Token)).Select(shard => shard.Name));
        Assert.Equal(0, await silos.Fleet.Shard("eu-1").RetrySet.GetSizeAsync(Token));
    }

    [Fact]
    public async Task Store_IsAway_ShardsAreServedAndAChangeIsRefused()
    {
        var store = await LocalServers.LocalServer.StartAsync(Token);
        await using var first = await redis.NewDatabaseAsync();
        await using var second = await redis.NewDatabaseAsync();
        await using var silos = await RosterFleet.StartAsync($"{store.EndPoint},syncTimeout=1000,asyncTimeout=1000");
        await silos.Fleet.AddShardAsync(Shard("eu-1", first), Token);
        Assert.Equal(0, await silos.Fleet.Shard("eu-1").RetrySet.GetSizeAsync(Token));

        await store.DisposeAsync();
        var refused = await Assert.ThrowsAsync<SidekiqClusterException>(() => silos.Fleet.AddShardAsync(Shard("eu-2", second), Token));

        Assert.Equal("The cluster's own store did not take the change; see whether it runs, and try again.", refused.Message);
        Assert.Equal(0, await silos.Fleet.Shard("eu-1").RetrySet.GetSizeAsync(Token));
        Assert.Equal([false, false], silos.SilosThatKnow("eu-2"));
    }

    private static async Task<bool> AddAsync(ISidekiqFleet fleet, ShardRegistration shard)
    {
        try
        {
            await fleet.AddShardAsync(shard, Token);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static ShardRegistration Shard(string name, TestDatabase database) =>
        new() { Name = name, Connection = database.ConnectionString };
}
