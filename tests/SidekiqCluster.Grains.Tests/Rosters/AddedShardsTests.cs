using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Grains.Tests.Rosters;

/// <summary>Shards that are added and removed while the fleet runs.</summary>
public sealed class AddedShardsTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_Shard_IsKnownToEverySiloAtOnceAndAnswers()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"), "shop:");
        await using var silos = await RosterFleet.StartAsync();

        await silos.Fleet.AddShardAsync(Shard("eu-1", database) with { Labels = new Dictionary<string, string> { ["env"] = "prod" } }, Token);

        Assert.Equal([true, true], silos.SilosThatKnow("eu-1"));
        Assert.Equal(["eu-1"], (await silos.Fleet.GetStatsAsync(cancellationToken: Token)).Shards.Select(part => part.Shard));
        var known = Assert.Single(await silos.Fleet.Shards("env=prod").ListShardsAsync(Token));
        Assert.Equal(("eu-1", true, "prod"), (known.Name, known.IsAddedAtRunTime, known.Labels["env"]));
        await using var direct = await SidekiqShard.ConnectAsync(
            new ShardOptions { Connection = database.ConnectionString, KeyPrefix = "shop:" }, Token);
        Assert.Equal(
            (await direct.GetStatsAsync(cancellationToken: Token)).Processed,
            (await silos.Fleet.Shard("eu-1").GetStatsAsync(cancellationToken: Token)).Processed);
    }

    [Fact]
    public async Task Add_AllSilosRestarted_IsStillThere()
    {
        await using var store = await redis.NewDatabaseAsync();
        await using var database = await redis.NewDatabaseAsync();
        await using (var before = await RosterFleet.StartAsync(store.ConnectionString))
        {
            await before.Fleet.AddShardAsync(
                Shard("eu-1", database) with { Labels = new Dictionary<string, string> { ["env"] = "prod" } }, Token);
        }

        await using var after = await RosterFleet.StartAsync(store.ConnectionString);

        Assert.Equal("prod", Assert.Single(await after.Fleet.ListShardsAsync(Token)).Labels["env"]);
        Assert.Equal(0, await after.Fleet.Shard("eu-1").RetrySet.GetSizeAsync(Token));
        Assert.True(await after.Fleet.RemoveShardAsync("eu-1", Token));
    }

    [Fact]
    public async Task Add_NameThatIsThere_IsRefused()
    {
        await using var first = await redis.NewDatabaseAsync();
        await using var second = await redis.NewDatabaseAsync();
        await using var silos = await RosterFleet.StartAsync(null, ("us-1:Connection", first.ConnectionString));

        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => silos.Fleet.AddShardAsync(Shard("US-1", second), Token));

        Assert.Equal("The fleet has a shard us-1 already; give the new one another name.", refused.Message);
    }

    [Fact]
    public async Task Add_SameDatabaseUnderAnotherAddress_IsRefusedAndNamesBoth()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var silos = await RosterFleet.StartAsync(null, ("us-1:Connection", database.ConnectionString));
        await silos.Fleet.Shard("us-1").RetrySet.GetSizeAsync(Token);
        var twin = Shard("us-2", database) with { Connection = database.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) };

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => silos.Fleet.AddShardAsync(twin, Token));

        Assert.Equal(
            "Shard us-2 would be the same database as shard us-1; acts on all shards would be done twice there.", refused.Message);
        Assert.Equal([false, false], silos.SilosThatKnow("us-2"));
        await silos.Fleet.AddShardAsync(twin with { KeyPrefix = "other" }, Token);
    }

    [Fact]
    public async Task Add_ShardThatCannotBeReached_IsRefusedWithTheReason()
    {
        await using var silos = await RosterFleet.StartAsync();
        var away = new ShardRegistration { Name = "eu-1", Connection = "127.0.0.1:1,password=secret" };

        var refused = await Assert.ThrowsAsync<ShardUnreachableException>(() => silos.Fleet.AddShardAsync(away, Token));

        Assert.Contains("eu-1 (127.0.0.1:1)", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
        Assert.Empty(await silos.Fleet.ListShardsAsync(Token));
    }

    [Fact]
    public async Task Add_PropertyThatBreaksItsRule_IsRefused()
    {
        await using var silos = await RosterFleet.StartAsync();

        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => silos.Fleet.AddShardAsync(new ShardRegistration { Name = "eu/1", Connection = "eu:6379" }, Token));

        Assert.StartsWith("Name is 'eu/1';", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_Shard_IsUnknownAndDisconnected()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var silos = await RosterFleet.StartAsync();
        await silos.Fleet.AddShardAsync(Shard("eu-1", database), Token);
        await silos.Fleet.Shard("eu-1").RetrySet.GetSizeAsync(Token);

        Assert.True(await silos.Fleet.RemoveShardAsync("eu-1", Token));

        Assert.Equal([false, false], silos.SilosThatKnow("eu-1"));
        Assert.Empty(await silos.Fleet.ListShardsAsync(Token));
        await Until(() => !silos.IsConnected("eu-1"));
        await Assert.ThrowsAsync<ShardUnknownException>(() => silos.Fleet.Shard("eu-1").RetrySet.GetSizeAsync(Token));
        Assert.False(await silos.Fleet.RemoveShardAsync("eu-1", Token));
    }

    [Fact]
    public async Task Remove_ShardOfTheConfiguration_IsRefused()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var silos = await RosterFleet.StartAsync(null, ("us-1:Connection", database.ConnectionString));

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => silos.Fleet.RemoveShardAsync("us-1", Token));

        Assert.Equal("Shard us-1 is in the configuration of the silos; remove it there.", refused.Message);
    }

    [Fact]
    public async Task Selection_OfNoShard_TellsNearNames()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var silos = await RosterFleet.StartAsync(null, ("us-1:Connection", database.ConnectionString));

        var unknown = await Assert.ThrowsAsync<ShardUnknownException>(() => silos.Fleet.Shards("us-2").ListShardsAsync(Token));

        Assert.Equal("The fleet has no shard 'us-2' (did you mean us-1?); it has us-1.", unknown.Message);
        Assert.Throws<FormatException>(() => silos.Fleet.Shards(" "));
    }

    internal static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static ShardRegistration Shard(string name, TestDatabase database) =>
        new() { Name = name, Connection = database.ConnectionString, KeyPrefix = database.Prefix };
}
