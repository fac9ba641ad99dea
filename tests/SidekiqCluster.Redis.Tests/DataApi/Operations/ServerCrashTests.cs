using SidekiqCluster.LocalServers;
using SidekiqCluster.Redis.Tests.DataApi.Faults;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Operations;

/// <summary>The server is killed, started again, full or busy while jobs are retried.</summary>
public sealed class ServerCrashTests
{
    private const int ChunksBefore = 7;
    private const int Haste = 50;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retry_ServerIsKilledAndStartedAgain_GoesOnAndDoesEachJobOnce()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync(["--appendonly", "yes", "--appendfsync", "always"], Token);
        await using var admin = await ConnectAsync(server);
        await ManyRetries.WriteAsync(admin.GetDatabase());
        await using var shard = await ShardDriver.ConnectAsync(Options(server));
        var crash = Task.CompletedTask;

        var result = await RetryAsync(shard, () => crash = CrashAsync(server));
        await crash;

        Assert.Equal((ManyRetries.Count, 0), (result.Done, result.Unknown));
        await using var later = await ConnectAsync(server);
        Assert.Equal((0, ManyRetries.Count), await ManyRetries.CountAsync(later.GetDatabase()));
    }

    [Fact]
    public async Task Retry_ServerIsBusyWithAScript_GoesOnWhenThatIsKilled()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync(["--busy-reply-threshold", "1"], Token);
        await using var admin = await ConnectAsync(server);
        await using var killer = await ConnectAsync(server);
        await ManyRetries.WriteAsync(admin.GetDatabase());
        await using var shard = await ShardDriver.ConnectAsync(Options(server));
        var busy = Task.CompletedTask;

        var result = await RetryAsync(shard, () => busy = BeBusyAsync(admin, killer));
        await busy;

        Assert.Equal((ManyRetries.Count, 0), (result.Done, result.Unknown));
        Assert.Equal((0, ManyRetries.Count), await ManyRetries.CountAsync(admin.GetDatabase()));
    }

    [Fact]
    public async Task Retry_ServerGetsFull_TheRestFailsAndStays()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectAsync(server);
        await ManyRetries.WriteAsync(admin.GetDatabase());
        await using var shard = await ShardDriver.ConnectAsync(Options(server));

        var result = await RetryAsync(shard, () => admin.GetServers()[0].ConfigSet("maxmemory", 1));

        await admin.GetServers()[0].ConfigSetAsync("maxmemory", 0);
        Assert.Equal((ManyRetries.Count - result.Failed, 0), (result.Done, result.Unknown));
        Assert.Contains("is full", Assert.Single(result.Reasons.Keys), StringComparison.Ordinal);
        Assert.Equal((result.Failed, result.Done), await ManyRetries.CountAsync(admin.GetDatabase()));
    }

    [Fact]
    public async Task Retry_RightsAreTakenAwayMeanwhile_TheRestFailsAndStays()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectAsync(server);
        await ManyRetries.WriteAsync(admin.GetDatabase());
        await admin.GetDatabase().ExecuteAsync("ACL", "SETUSER", "actor", "on", ">secret", "~*", "&*", "+@all");
        await using var shard = await ShardDriver.ConnectAsync(Options(server, "actor:secret@"));

        var result = await RetryAsync(shard, () => admin.GetDatabase().Execute("ACL", "SETUSER", "actor", "-lpush"));

        Assert.Equal((ManyRetries.Count - result.Failed, 0), (result.Done, result.Unknown));
        Assert.Contains("LPUSH", Assert.Single(result.Reasons.Keys), StringComparison.Ordinal);
        Assert.Equal((result.Failed, result.Done), await ManyRetries.CountAsync(admin.GetDatabase()));
    }

    private static Task<OperationResult> RetryAsync(DrivenShard shard, Action afterSomeChunks) => shard.Operations.RetryAsync(
        ManyRetries.All, new OperationOptions { Progress = new ChunkWatch(ChunksBefore, afterSomeChunks) }, Token);

    private static async Task CrashAsync(RedisServer server)
    {
        await server.KillAsync();
        await server.RestartAsync(Token);
    }

    private static async Task BeBusyAsync(ConnectionMultiplexer admin, ConnectionMultiplexer killer)
    {
        var endless = admin.GetDatabase().ScriptEvaluateAsync("while true do end");
        while (await IsAnsweringAsync(killer.GetDatabase()))
        {
            await Task.Yield();
        }

        await killer.GetDatabase().ExecuteAsync("SCRIPT", "KILL");
        await Assert.ThrowsAsync<RedisServerException>(() => endless);
    }

    private static async Task<bool> IsAnsweringAsync(IDatabase redis)
    {
        try
        {
            await redis.ExecuteAsync("PING");
            return true;
        }
        catch (RedisServerException)
        {
            return false;
        }
    }

    private static Task<ConnectionMultiplexer> ConnectAsync(RedisServer server) =>
        ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");

    private static ShardOptions Options(RedisServer server, string user = "") => new()
    {
        Connection = $"redis://{user}{server.EndPoint}",
        TimeProvider = new HurriedClock(Haste, TestShard.Now),
    };
}
