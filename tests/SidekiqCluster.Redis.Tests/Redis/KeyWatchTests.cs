using SidekiqCluster.LocalServers;
using SidekiqCluster.Redis.Tests.DataApi.Access;
using SidekiqCluster.TestKit;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Redis;

public sealed class KeyWatchTests
{
    private const long Members = 3;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ZADD dead 9 a")]
    [InlineData("ZADD dead 4 d | ZREM dead d")]
    [InlineData("ZREM dead a | ZADD dead 1 a")]
    [InlineData("ZREM dead a | ZADD dead 1 e")]
    [InlineData("ZINCRBY dead 1 a")]
    [InlineData("ZPOPMIN dead | ZADD dead 1 a")]
    [InlineData("ZREMRANGEBYSCORE dead 1 1 | ZADD dead 1 z")]
    [InlineData("DEL dead | ZADD dead 1 a 2 b 3 c")]
    [InlineData("UNLINK dead | ZADD dead 1 x 2 y 3 z")]
    [InlineData("RENAME other dead")]
    [InlineData("RENAME dead aside | RENAME other dead")]
    [InlineData("COPY other dead REPLACE")]
    [InlineData("MOVE dead 1 | ZADD dead 1 x 2 y 3 z")]
    [InlineData("ZUNIONSTORE dead 1 other")]
    [InlineData("ZRANGESTORE dead other 0 -1")]
    [InlineData("FLUSHDB | ZADD dead 1 x 2 y 3 z")]
    [InlineData("FLUSHALL ASYNC | ZADD dead 1 a 2 b 3 c")]
    [InlineData("SWAPDB 0 1 | ZADD dead 1 x 2 y 3 z")]
    [InlineData("SWAPDB 0 1 | SWAPDB 0 1")]
    [InlineData("DEBUG RELOAD")]
    [InlineData("PEXPIRE dead 1")]
    [InlineData("EVAL return(redis.call('ZADD','dead',9,'a')) 0")]
    [InlineData("CLIENT KILL TYPE normal SKIPME yes")]
    public async Task IsUntouched_AfterAnythingThatChangesTheSet_IsFalse(string acts)
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync(["--enable-debug-command", "yes"], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true,protocol=resp2");
        await FillAsync(admin.GetDatabase());
        await using var shard = await ShardConnector.ConnectAsync(new() { Connection = server.EndPoint }, Token);
        var watch = shard.Watch("dead")!;
        var mark = await watch.BeginAsync(Token);
        Assert.True(await watch.IsUntouchedAsync(mark!.Value, Members, Token));

        await DoAsync(admin.GetDatabase(), acts);

        Assert.False(await watch.IsUntouchedAsync(mark.Value, Members, Token));
        await FillAsync(admin.GetDatabase());
        await BeginAgainAsync(watch, Members);
        Assert.False(await watch.IsUntouchedAsync(mark.Value, Members, Token));
    }

    [Theory]
    [InlineData("ZADD other 9 a")]
    [InlineData("ZADD dead 1 a")]
    [InlineData("ZREM dead nobody")]
    [InlineData("DEL other")]
    [InlineData("ZRANGE dead 0 -1")]
    [InlineData("CONFIG RESETSTAT")]
    public async Task IsUntouched_AfterWhatDoesNotChangeTheSet_IsTrueAndNothingIsWritten(string acts)
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await FillAsync(admin.GetDatabase());
        await using var shard = await ShardConnector.ConnectAsync(new() { Connection = server.EndPoint }, Token);
        var watch = shard.Watch("dead")!;
        var mark = await watch.BeginAsync(Token);
        await DoAsync(admin.GetDatabase(), acts);
        await using var commands = await CommandWatch.StartAsync(server, Token);

        for (var turn = 0; turn < 3; turn++)
        {
            Assert.True(await watch.IsUntouchedAsync(mark!.Value, Members, Token));
        }

        Assert.Equal(["ZCARD", "CLIENT", "ZCARD", "CLIENT", "ZCARD", "CLIENT"], await commands.StopAsync(admin, Token));
    }

    [Fact]
    public async Task IsUntouched_OfAServerThatWasRestarted_IsFalse()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var shard = await ShardConnector.ConnectAsync(new() { Connection = server.EndPoint }, Token);
        var watch = shard.Watch("dead")!;
        var mark = await watch.BeginAsync(Token);
        Assert.True(await watch.IsUntouchedAsync(mark!.Value, 0, Token));

        await server.KillAsync();
        await server.RestartAsync(Token);

        Assert.False(await watch.IsUntouchedAsync(mark.Value, 0, Token));
        await BeginAgainAsync(watch, 0);
    }

    [Fact]
    public async Task IsUntouched_OfAReplicaThatSynchronisesAnew_IsFalse()
    {
        Require.RealRedis();
        await using var master = await RedisServer.StartAsync(["--repl-diskless-sync-delay", "0"], Token);
        await using var other = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{other.EndPoint},allowAdmin=true");
        await using var ofMaster = await ConnectionMultiplexer.ConnectAsync(master.EndPoint);
        await FillAsync(admin.GetDatabase());
        await ofMaster.GetDatabase().SortedSetAddAsync("dead", [new("x", 1), new("y", 2), new("z", 3)]);
        await using var shard = await ShardConnector.ConnectAsync(new() { Connection = other.EndPoint }, Token);
        var watch = shard.Watch("dead")!;
        var mark = await watch.BeginAsync(Token);
        Assert.True(await watch.IsUntouchedAsync(mark!.Value, Members, Token));

        await admin.GetDatabase().ExecuteAsync("REPLICAOF", "127.0.0.1", $"{master.Port}");
        while (await admin.GetDatabase().SortedSetScoreAsync("dead", "x", CommandFlags.PreferReplica) is null)
        {
            await Task.Delay(20, Token);
        }

        Assert.False(await watch.IsUntouchedAsync(mark.Value, Members, Token));
        var again = await BeginAgainAsync(watch, Members);
        await ofMaster.GetDatabase().SortedSetAddAsync("dead", "x", 2);
        while (await admin.GetDatabase().SortedSetScoreAsync("dead", "x", CommandFlags.PreferReplica) != 2)
        {
            await Task.Delay(20, Token);
        }

        Assert.False(await watch.IsUntouchedAsync(again, Members, Token));
    }

    [Theory]
    [InlineData("-watch")]
    [InlineData("-client|info")]
    [InlineData("-multi")]
    public async Task Begin_WhereTheUserMayNot_IsNull(string rule)
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await admin.GetDatabase().ExecuteAsync("ACL", ["SETUSER", .. ViewerAcl.Documented, rule]);
        var options = new ShardOptions { Connection = $"{server.EndPoint},user=viewer,password={ViewerAcl.Password}" };
        await using var shard = await ShardConnector.ConnectAsync(options, Token);

        Assert.Null(await shard.Watch("dead")!.BeginAsync(Token));
    }

    [Fact]
    public async Task Begin_AsTheDocumentedViewer_Watches()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await admin.GetDatabase().ExecuteAsync("ACL", ["SETUSER", .. ViewerAcl.Documented]);
        var options = new ShardOptions { Connection = $"{server.EndPoint},user=viewer,password={ViewerAcl.Password}" };
        await using var shard = await ShardConnector.ConnectAsync(options, Token);
        var watch = shard.Watch("dead")!;

        var mark = await watch.BeginAsync(Token);

        Assert.True(await watch.IsUntouchedAsync(mark!.Value, 0, Token));
        await admin.GetDatabase().SortedSetAddAsync("dead", "a", 1);
        Assert.False(await watch.IsUntouchedAsync(mark.Value, 1, Token));
    }

    /// <summary>Watches anew; a connection that was lost takes a moment to come back.</summary>
    private static async Task<WatchMark> BeginAgainAsync(KeyWatch watch, long members)
    {
        while (true)
        {
            if (await watch.BeginAsync(Token) is { } mark && await watch.IsUntouchedAsync(mark, members, Token))
            {
                return mark;
            }

            await Task.Delay(20, Token);
        }
    }

    private static async Task FillAsync(IDatabase database)
    {
        await database.KeyDeleteAsync(["dead", "other"]);
        await database.SortedSetAddAsync("dead", [new("a", 1), new("b", 2), new("c", 3)]);
        await database.SortedSetAddAsync("other", [new("x", 1), new("y", 2), new("z", 3)]);
    }

    private static async Task DoAsync(IDatabase database, string acts)
    {
        foreach (var act in acts.Split(" | "))
        {
            var words = act.Split(' ');
            await database.ExecuteAsync(words[0], words[1..]);
        }
    }
}
