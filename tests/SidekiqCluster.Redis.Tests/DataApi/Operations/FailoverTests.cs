using SidekiqCluster.LocalServers;
using SidekiqCluster.Redis.Tests.DataApi.Faults;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Operations;

/// <summary>A replica takes over while jobs are retried.</summary>
public sealed class FailoverTests
{
    private const int ChunksBefore = 5;
    private const int Haste = 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retry_ReplicaTakesOverMeanwhile_IsDoneByTheNewMaster()
    {
        Require.RealRedis();
        await using var master = await RedisServer.StartAsync(["--repl-diskless-sync-delay", "0"], Token);
        await using var replica = await RedisServer.StartAsync(["--replicaof", $"127.0.0.1 {master.Port}"], Token);
        await using var old = await ConnectAsync(master);
        await using var heir = await ConnectAsync(replica);
        await ManyRetries.WriteAsync(old.GetDatabase());
        await old.GetDatabase().ExecuteAsync("WAIT", 1, 10_000);
        await using var shard = await ShardDriver.ConnectAsync(Options($"{master.EndPoint},{replica.EndPoint}"));
        var takingOver = Task.CompletedTask;

        var result = await shard.Operations.RetryAsync(
            ManyRetries.All,
            new OperationOptions { Progress = new ChunkWatch(ChunksBefore, () => takingOver = FailOverAsync(old, heir)) },
            Token);
        await takingOver;

        Assert.Equal((ManyRetries.Count, 0), (result.Done, result.Unknown));
        Assert.Equal((0, ManyRetries.Count), await ManyRetries.CountAsync(heir.GetDatabase()));
    }

    [Theory]
    [InlineData(JobOperation.Delete)]
    [InlineData(JobOperation.Retry)]
    public async Task Act_MasterIsDemotedMeanwhile_SaysThatItOnlyReads(JobOperation operation)
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectAsync(server);
        await ManyRetries.WriteAsync(admin.GetDatabase());
        await using var shard = await ShardDriver.ConnectAsync(Options(server.EndPoint));

        var options = new OperationOptions
        {
            Progress = new ChunkWatch(ChunksBefore, () => admin.GetServers()[0].Execute("REPLICAOF", "127.0.0.1", 1)),
        };
        var result = operation == JobOperation.Delete
            ? await shard.Operations.DeleteAsync(ManyRetries.All, options, Token)
            : await shard.Operations.RetryAsync(ManyRetries.All, options, Token);

        Assert.Equal((ManyRetries.Count - result.Failed, 0), (result.Done, result.Unknown));
        Assert.EndsWith("is a read-only replica; give the address of its master.", Assert.Single(result.Reasons.Keys), StringComparison.Ordinal);
        Assert.Equal(result.Failed, await admin.GetDatabase().SortedSetLengthAsync("retry"));
        Assert.Equal(operation == JobOperation.Delete ? 0 : result.Done, await admin.GetDatabase().ListLengthAsync("queue:default"));
    }

    private static async Task FailOverAsync(ConnectionMultiplexer old, ConnectionMultiplexer heir)
    {
        await old.GetServers()[0].ExecuteAsync("FAILOVER");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while ((string?)((RedisResult[])(await heir.GetDatabase().ExecuteAsync("ROLE"))!)[0] != "master")
        {
            await timer.WaitForNextTickAsync(Token);
        }
    }

    private static Task<ConnectionMultiplexer> ConnectAsync(RedisServer server) =>
        ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true,tiebreaker=");

    private static ShardOptions Options(string connection) =>
        new() { Connection = connection, TimeProvider = new HurriedClock(Haste, TestShard.Now) };
}
