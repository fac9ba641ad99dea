using SidekiqCluster.Grains.Tests.Rosters;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Grains.Tests.Fleets;

/// <summary>Acts on sets, queues and processes of several shards, of which one is away.</summary>
public sealed class FleetActsTests(RedisFixture redis)
{
    private static readonly string[] Names = ["eu-1", "eu-2"];
    private static readonly (string Key, string Value) Away = ("zz-away:Connection", "127.0.0.1:1,connectTimeout=500");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sets_ActsOnAll_SumAndTellOfEachShard()
    {
        await using var shards = await SeveralShards.NewAsync(redis, Names);
        await using var silos = await RosterFleet.StartAsync(null, [.. shards.Settings, Away]);
        await FillAsync(shards, "retry", 3);
        await FillAsync(shards, "dead", 2);

        var killed = await silos.Fleet.RetrySet.KillAllAsync(JobFilter.Parse("jid:a0"), cancellationToken: Token);
        var cleared = await silos.Fleet.DeadSet.ClearAsync(Token);

        Assert.Equal([1L, 1L, 0L], killed.Shards.Select(part => part.Value!.Done));
        Assert.Equal(6, cleared.Value);
        Assert.False(cleared.IsComplete);
        Assert.Equal([3L, 3L, 0L], cleared.Shards.Select(part => part.Value));
        Assert.Equal("zz-away", Assert.Single(cleared.Gaps).Shard);
        Assert.Equal([0L, 0L], await shards.SizesAsync("dead"));
    }

    [Fact]
    public async Task Set_ActOnAnEntry_IsDoneOnItsShard()
    {
        await using var shards = await SeveralShards.NewAsync(redis, Names);
        await using var silos = await RosterFleet.StartAsync(null, shards.Settings);
        await FillAsync(shards, "retry", 1);
        var entry = Assert.Single(await silos.Fleet.Shard("eu-2").RetrySet.FetchAsync(1, cancellationToken: Token));

        Assert.True(await silos.Fleet.RetrySet.DeleteAsync(entry, Token));
        Assert.False(await silos.Fleet.RetrySet.DeleteAsync(entry, Token));
        Assert.Equal([1L, 0L], await shards.SizesAsync("retry"));
        await Assert.ThrowsAsync<ArgumentException>(() => silos.Fleet.DeadSet.DeleteAsync(entry, Token));
    }

    [Fact]
    public async Task Queue_Paused_IsPausedWhereThereIsOne()
    {
        await using var shards = await SeveralShards.NewAsync(redis, Names);
        await using var silos = await RosterFleet.StartAsync(null, shards.Settings);
        await silos.Fleet.Shard("eu-2").Client.PushAsync(Job(), Token);

        var paused = await silos.Fleet.Queue("low").PauseAsync(Token);

        Assert.True(paused.Value);
        Assert.Equal("eu-2", Assert.Single(paused.Shards).Shard);
        Assert.Equal([false, true], await PausedAsync(shards));
        Assert.False((await silos.Fleet.Queue("low").PauseAsync(Token)).Value);
        Assert.True((await silos.Fleet.Queue("low").UnpauseAsync(Token)).Value);
        Assert.Equal([false, false], await PausedAsync(shards));
    }

    [Fact]
    public async Task Queue_WaitUntilEmpty_WaitsForAllShards()
    {
        await using var shards = await SeveralShards.NewAsync(redis, Names);
        await using var silos = await RosterFleet.StartAsync(null, shards.Settings);
        var queue = silos.Fleet.Queue("low");
        Assert.True(await queue.WaitUntilEmptyAsync(TimeSpan.Zero, Token));
        await silos.Fleet.Shard("eu-2").Client.PushAsync(Job(), Token);
        Assert.False(await queue.WaitUntilEmptyAsync(TimeSpan.Zero, Token));

        var waiting = queue.WaitUntilEmptyAsync(TimeSpan.FromMinutes(1), Token);
        var cleared = await queue.ClearAsync(Token);

        Assert.Equal((1L, true), (cleared.Value, cleared.IsComplete));
        Assert.True(await waiting);
    }

    [Fact]
    public async Task Queue_WaitUntilEmptyWithAShardAway_IsNotEmpty()
    {
        await using var silos = await RosterFleet.StartAsync(null, Away);

        Assert.False(await silos.Fleet.Queue("low").WaitUntilEmptyAsync(TimeSpan.Zero, Token));
    }

    [Fact]
    public async Task Processes_QuietAll_TellsThoseOfAllShards()
    {
        await using var shards = await SeveralShards.NewAsync(redis, Names);
        await using var silos = await RosterFleet.StartAsync(null, [.. shards.Settings, Away]);
        foreach (var (database, name) in shards.Databases.Zip(Names))
        {
            await database.Redis.SetAddAsync("processes", $"{name}:1:a");
            await database.Redis.HashSetAsync(
                $"{name}:1:a",
                [
                    new("info", $$"""{"hostname":"{{name}}","pid":1,"identity":"{{name}}:1:a","concurrency":5,"queues":["default"]}"""),
                    new("busy", 0), new("beat", 1795445000), new("quiet", "false"),
                ]);
        }

        var signals = await silos.Fleet.Processes.QuietAllAsync(Token);

        Assert.Equal(["eu-1:1:a", "eu-2:1:a"], signals.Value.Select(signal => signal.Identity));
        Assert.Equal("zz-away", Assert.Single(signals.Gaps).Shard);
        foreach (var (database, name) in shards.Databases.Zip(Names))
        {
            Assert.Equal("TSTP", await database.Redis.ListGetByIndexAsync($"{name}:1:a-signals", 0));
        }

        var processes = silos.Fleet.Shards("eu-*").Processes;
        Assert.False(await processes.WaitUntilQuietAsync(TimeSpan.Zero, Token));
        await shards.Databases[0].Redis.KeyDeleteAsync("eu-1:1:a");
        await shards.Databases[1].Redis.HashSetAsync("eu-2:1:a", "quiet", "true");
        Assert.True(await processes.WaitUntilQuietAsync(TimeSpan.Zero, Token));
        Assert.False(await processes.WaitUntilGoneAsync(TimeSpan.Zero, Token));
        await shards.Databases[1].Redis.KeyDeleteAsync("eu-2:1:a");
        Assert.True(await processes.WaitUntilGoneAsync(TimeSpan.Zero, Token));
        Assert.False(await silos.Fleet.Processes.WaitUntilGoneAsync(TimeSpan.Zero, Token));
    }

    private static JobRequest Job() => new() { Class = "HardJob", Args = JsonArguments.FromJson("[]"), Queue = "low" };

    private static async Task FillAsync(SeveralShards shards, string set, int jobs)
    {
        foreach (var database in shards.Databases)
        {
            for (var job = 0; job < jobs; job++)
            {
                await database.Redis.SortedSetAddAsync(
                    set, $$"""{"class":"HardJob","args":[],"jid":"a{{job}}","queue":"low","set":"{{set}}"}""", job + 1);
            }
        }
    }

    private static async Task<IReadOnlyList<bool>> PausedAsync(SeveralShards shards)
    {
        var paused = new List<bool>();
        foreach (var database in shards.Databases)
        {
            paused.Add(await database.Redis.SetContainsAsync("paused", "low"));
        }

        return paused;
    }
}
