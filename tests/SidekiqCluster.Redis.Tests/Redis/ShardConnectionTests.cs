using System.Net;
using System.Net.Sockets;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Redis;

public sealed class ShardConnectionTests(RedisFixture redis)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_KeyOfAnotherType_NamesTheKey()
    {
        await using var database = await redis.NewDatabaseAsync("myapp:");
        await database.Redis.StringSetAsync("myapp:queues", "x");
        await using var connection = await ConnectAsync(database);

        var error = await Assert.ThrowsAsync<SidekiqClusterException>(() => connection.ReadAsync(
            connection.Keys.Queues, (db, flags) => db.SetLengthAsync(connection.Keys.Queues, flags), Cancel));

        Assert.Contains("'myapp:queues'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EvalReadOnly_KeysAndArguments_ReachTheScript()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.ListRightPushAsync("queue:low", [new byte[] { 0xff, 0x00 }, "b"]);
        await using var connection = await ConnectAsync(database);

        var reply = await connection.EvalReadOnlyAsync(
            "return {redis.call('LLEN', KEYS[1]), redis.call('LINDEX', KEYS[1], ARGV[1])}",
            [connection.Keys.Queue("low")],
            [0],
            Cancel);

        Assert.Equal(2, (int)reply[0]);
        Assert.Equal([0xff, 0x00], (byte[])reply[1]!);
    }

    [Fact]
    public async Task EvalReadOnly_ScriptThatWrites_IsRefusedByTheServer()
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        await using var connection = await ConnectAsync(database);

        await Assert.ThrowsAsync<SidekiqClusterException>(
            () => connection.EvalReadOnlyAsync("return redis.call('SET', KEYS[1], 1)", ["a"], [], Cancel));

        Assert.False(await database.Redis.KeyExistsAsync("a"));
    }

    [Fact]
    public async Task Read_CancelledBefore_SendsNothing()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var connection = await ConnectAsync(database);
        var isAsked = false;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.ReadAsync(
            (db, flags) =>
            {
                isAsked = true;
                return db.ListLengthAsync("a", flags);
            },
            new CancellationToken(canceled: true)));

        Assert.False(isAsked);
    }

    [Fact]
    public async Task Read_CancelledMeanwhile_StopsWaiting()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        await using var connection = await ShardConnector.ConnectAsync(new() { Connection = server.EndPoint }, Cancel);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await PauseAsync(server);
        var reading = connection.ReadAsync((db, flags) => db.ListLengthAsync("a", flags), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Read_ServerIsSlow_IsUnreachableAfterTheTimeout()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        var options = new ShardOptions { Connection = server.EndPoint, Timeout = TimeSpan.FromMilliseconds(500) };
        await using var connection = await ShardConnector.ConnectAsync(options, Cancel);
        await PauseAsync(server);

        await Assert.ThrowsAsync<ShardUnreachableException>(
            () => connection.ReadAsync((db, flags) => db.ListLengthAsync("a", flags), Cancel));
    }

    [Fact]
    public async Task Read_ConnectionKilled_ReconnectsByItself()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(server.EndPoint + ",allowAdmin=true");
        await using var multiplexer = await OpenAsync(server);
        await using var connection = Over(multiplexer, server);
        var restored = new TaskCompletionSource();
        multiplexer.ConnectionRestored += (_, _) => restored.TrySetResult();

        await admin.GetServers()[0].ExecuteAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        await restored.Task.WaitAsync(Cancel);

        Assert.Equal(0, await connection.ReadAsync((db, flags) => db.ListLengthAsync("a", flags), Cancel));
    }

    [Fact]
    public async Task Read_ServerGone_IsUnreachable()
    {
        Require.RealRedis();
        var server = await RedisServer.StartAsync([], Cancel);
        await using var multiplexer = await OpenAsync(server);
        await using var connection = Over(multiplexer, server);
        var failed = new TaskCompletionSource();
        multiplexer.ConnectionFailed += (_, _) => failed.TrySetResult();

        await server.DisposeAsync();
        await failed.Task.WaitAsync(Cancel);

        var error = await Assert.ThrowsAsync<ShardUnreachableException>(
            () => connection.ReadAsync((db, flags) => db.ListLengthAsync("a", flags), Cancel));
        Assert.Contains(server.EndPoint, error.Message, StringComparison.Ordinal);
    }

    // By a plain socket: a multiplexer would wait for the server when it is closed.
    private static async Task PauseAsync(RedisServer server)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, Cancel);
        await client.GetStream().WriteAsync("CLIENT PAUSE 60000 ALL\r\n"u8.ToArray(), Cancel);
        await client.GetStream().ReadExactlyAsync(new byte["+OK\r\n".Length], Cancel);
    }

    private static Task<ConnectionMultiplexer> OpenAsync(RedisServer server) =>
        ConnectionMultiplexer.ConnectAsync(ConnectionSettings.From(new() { Connection = server.EndPoint }).Configuration);

    private static ShardConnection Over(ConnectionMultiplexer multiplexer, RedisServer server)
    {
        var options = new ShardOptions { Connection = server.EndPoint };
        return new(multiplexer, options, ConnectionSettings.From(options), new ShardCapabilities
        {
            Kind = ServerKind.Redis,
            HasEvalReadOnly = true,
            CanEvaluate = true,
            CanInfo = true,
            HasListPosition = true,
            ReadsListsWhole = false,
            Degradations = [],
        });
    }

    private static Task<ShardConnection> ConnectAsync(TestDatabase database) =>
        ShardConnector.ConnectAsync(new() { Connection = database.ConnectionString, KeyPrefix = database.Prefix }, Cancel);
}
