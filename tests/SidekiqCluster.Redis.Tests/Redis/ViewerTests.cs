using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Redis;

/// <summary>What connecting and probing need of an ACL.</summary>
public sealed class ViewerTests
{
    private static readonly string[] Viewer =
    [
        "+@read", "+@connection", "+@transaction", "+eval", "+eval_ro", "+evalsha", "+evalsha_ro", "+script|load", "+info",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connect_AsViewer_IsRefusedNothing()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        await using var admin = await AddUserAsync(server, Viewer);

        await using var shard = await ConnectAsync(server);
        await shard.GetServerInfoAsync(Cancel);
        await shard.Queues.GetSummariesAsync(includeUnregistered: true, Cancel);

        Assert.Empty(shard.Capabilities.Degradations);
        Assert.True(shard.Capabilities.HasEvalReadOnly);
        Assert.Empty((RedisResult[])(await admin.GetServers()[0].ExecuteAsync("ACL", "LOG"))!);
    }

    [Fact]
    public async Task Connect_WithoutInfo_DegradesAndSaysSo()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        await using var admin = await AddUserAsync(server, [.. Viewer, "-info"]);

        await using var shard = await ConnectAsync(server);
        var info = await shard.GetServerInfoAsync(Cancel);

        Assert.False(shard.Capabilities.CanInfo);
        Assert.Equal(ServerKind.Redis, info.Kind);
        Assert.NotNull(info.Version);
        Assert.Null(info.UsedMemoryBytes);
        Assert.Empty(info.Fields);
        Assert.StartsWith("INFO is not allowed", Assert.Single(info.Degradations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_WithoutScripts_DegradesAndSaysSo()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        await using var admin = await AddUserAsync(server, ["+@read", "+@connection", "+info"]);

        await using var connection = await ShardConnector.ConnectAsync(Options(server), Cancel);

        Assert.False(connection.Capabilities.CanEvaluate);
        Assert.False(connection.Capabilities.HasEvalReadOnly);
        Assert.StartsWith(
            "Scripts are not allowed", Assert.Single(connection.Capabilities.Degradations), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ShardAccessDeniedException>(
            () => connection.EvalReadOnlyAsync("return 1", [], [], Cancel));
    }

    [Fact]
    public async Task Connect_WithEvalAlone_EvaluatesByEval()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        await using var admin = await AddUserAsync(server, ["+@read", "+@connection", "+info", "+eval"]);

        await using var connection = await ShardConnector.ConnectAsync(Options(server), Cancel);

        Assert.False(connection.Capabilities.HasEvalReadOnly);
        Assert.Empty(connection.Capabilities.Degradations);
        Assert.Equal(7, (int)await connection.EvalReadOnlyAsync("return tonumber(ARGV[1])", ["k"], [7], Cancel));
    }

    [Fact]
    public async Task Connect_WithReadAlone_SaysWhatIsMissing()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        await using var admin = await AddUserAsync(server, ["+@read"]);

        var error = await Assert.ThrowsAsync<ShardAccessDeniedException>(() => ConnectAsync(server));

        Assert.Contains("the command ECHO; allow it with ACL SETUSER", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ForbiddenKey_NamesIt()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        await using var admin = await AddUserAsync(server, [.. Viewer, "resetkeys", "~it-*"]);

        await using var shard = await ConnectAsync(server);
        var error = await Assert.ThrowsAsync<ShardAccessDeniedException>(() => shard.Queues.ListAsync(cancellationToken: Cancel));

        Assert.Contains("the key 'queues'", error.Message, StringComparison.Ordinal);
    }

    private static ShardOptions Options(RedisServer server) => new() { Connection = $"redis://viewer:pw@{server.EndPoint}" };

    private static Task<SidekiqShard> ConnectAsync(RedisServer server) => SidekiqShard.ConnectAsync(Options(server), Cancel);

    private static async Task<ConnectionMultiplexer> AddUserAsync(RedisServer server, string[] rules)
    {
        var admin = await ConnectionMultiplexer.ConnectAsync(server.EndPoint + ",allowAdmin=true");
        object[] command = ["SETUSER", "viewer", "on", ">pw", "~*", .. rules];
        await admin.GetServers()[0].ExecuteAsync("ACL", command);
        return admin;
    }
}
