using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Redis;

public sealed class ReplicaTests
{
    private const string Script = "return redis.call('LLEN', KEYS[1])";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_ReplicaPreferred_AsksTheReplicaAlone()
    {
        Require.RealRedis();
        await using var master = await StartMasterAsync();
        await using var replica = await StartReplicaAsync(master);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(
            $"{master.EndPoint},{replica.EndPoint},allowAdmin=true,tiebreaker=");
        var options = new ShardOptions { Connection = $"{master.EndPoint},{replica.EndPoint}", PreferReplica = true };
        await using var connection = await ShardConnector.ConnectAsync(options, Cancel);
        await ResetAsync(admin, master, replica);

        await connection.ReadAsync((db, flags) => db.ListLengthAsync("queue:low", flags), Cancel);
        await connection.EvalReadOnlyAsync(Script, [connection.Keys.Queue("low")], [], Cancel);
        await new QueueSet(connection).ListAsync(includeUnregistered: true, Cancel);

        Assert.Empty(connection.Capabilities.Degradations);
        Assert.Equal(["eval_ro", "llen", "scan", "sscan"], await ReadsAsync(admin, replica));
        Assert.Empty(await ReadsAsync(admin, master));
    }

    [Fact]
    public async Task EvalReadOnly_ReplicaWithoutEvalReadOnly_EvaluatesThere()
    {
        Require.RealRedis();
        await using var master = await StartMasterAsync();
        await using var replica = await StartReplicaAsync(master);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(
            $"{master.EndPoint},{replica.EndPoint},allowAdmin=true,tiebreaker=");
        foreach (var server in admin.GetServers())
        {
            await server.ExecuteAsync("ACL", "SETUSER", "default", "-eval_ro");
        }

        var options = new ShardOptions { Connection = $"{master.EndPoint},{replica.EndPoint}", PreferReplica = true };
        await using var connection = await ShardConnector.ConnectAsync(options, Cancel);
        await ResetAsync(admin, master, replica);

        await connection.EvalReadOnlyAsync(Script, [connection.Keys.Queue("low")], [], Cancel);

        Assert.Equal(["eval", "llen"], await ReadsAsync(admin, replica));
        Assert.Empty(await ReadsAsync(admin, master));
    }

    [Fact]
    public async Task Read_NoPreference_AsksTheMasterAlone()
    {
        Require.RealRedis();
        await using var master = await StartMasterAsync();
        await using var replica = await StartReplicaAsync(master);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(
            $"{master.EndPoint},{replica.EndPoint},allowAdmin=true,tiebreaker=");
        var options = new ShardOptions { Connection = $"{replica.EndPoint},{master.EndPoint}" };
        await using var connection = await ShardConnector.ConnectAsync(options, Cancel);
        await ResetAsync(admin, master, replica);

        await connection.ReadAsync((db, flags) => db.ListLengthAsync("queue:low", flags), Cancel);
        await connection.EvalReadOnlyAsync(Script, [connection.Keys.Queue("low")], [], Cancel);
        await new QueueSet(connection).ListAsync(includeUnregistered: true, Cancel);

        Assert.Equal(["eval_ro", "llen", "scan", "sscan"], await ReadsAsync(admin, master));
        Assert.Empty(await ReadsAsync(admin, replica));
    }

    [Fact]
    public async Task Connect_ReplicaAlone_Reads()
    {
        Require.RealRedis();
        await using var master = await StartMasterAsync();
        await using var replica = await StartReplicaAsync(master);
        await using var connection = await ShardConnector.ConnectAsync(new() { Connection = replica.EndPoint }, Cancel);

        Assert.Equal(0, (int)await connection.EvalReadOnlyAsync(Script, [connection.Keys.Queue("low")], [], Cancel));
        Assert.Empty(await new QueueSet(connection).GetSummariesAsync(includeUnregistered: true, Cancel));
    }

    [Fact]
    public async Task Connect_ReplicaPreferredButNone_SaysSo()
    {
        Require.RealRedis();
        await using var master = await StartMasterAsync();

        await using var shard = await SidekiqShard.ConnectAsync(
            new ShardOptions { Connection = master.EndPoint, PreferReplica = true }, Cancel);

        Assert.Equal(["No replica is connected: reads go to the master."], shard.Capabilities.Degradations);
    }

    private static Task<RedisServer> StartMasterAsync() =>
        RedisServer.StartAsync(["--repl-diskless-sync-delay", "0"], Cancel);

    private static async Task<RedisServer> StartReplicaAsync(RedisServer master)
    {
        var replica = await RedisServer.StartAsync(["--replicaof", $"127.0.0.1 {master.Port}"], Cancel);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(master.EndPoint);

        // Answers only when the replica has acknowledged this write: it is synchronised and knows its master.
        await admin.GetDatabase().StringSetAsync("written", 1);
        Assert.Equal(1, (int)await admin.GetDatabase().ExecuteAsync("WAIT", 1, 4000));
        return replica;
    }

    private static async Task ResetAsync(ConnectionMultiplexer admin, params RedisServer[] servers)
    {
        foreach (var server in servers)
        {
            await admin.GetServer(server.EndPoint).ConfigResetStatisticsAsync();
        }
    }

    private static async Task<string[]> ReadsAsync(ConnectionMultiplexer admin, RedisServer server)
    {
        string[] reads = ["cmdstat_llen", "cmdstat_eval", "cmdstat_eval_ro", "cmdstat_scan", "cmdstat_sscan"];
        var statistics = await admin.GetServer(server.EndPoint).InfoAsync("commandstats");

        // A script's commands count as well; LLEN was sent twice, once inside the script.
        return [.. statistics.SelectMany(section => section).Select(field => field.Key)
            .Where(reads.Contains).Select(name => name["cmdstat_".Length..]).Order(StringComparer.Ordinal)];
    }
}
