using System.Net;
using System.Net.Sockets;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Redis;

public sealed class ConnectTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connect_NobodyListens_IsUnreachable()
    {
        string endPoint;
        await using (var server = new StrangeServer(null))
        {
            endPoint = server.EndPoint;
        }

        var error = await Assert.ThrowsAsync<ShardUnreachableException>(() => SidekiqShard.ConnectAsync(endPoint, Cancel));

        Assert.Equal(
            $"Shard default ({endPoint}) cannot be reached: {endPoint}: Connection refused; check host and port.", error.Message);
        Assert.Equal("default", error.Shard);
    }

    [Fact]
    public async Task Connect_UnknownHost_IsUnreachable()
    {
        var error = await Assert.ThrowsAsync<ShardUnreachableException>(
            () => SidekiqShard.ConnectAsync("redis://no-such-host.invalid:7000", Cancel));

        Assert.StartsWith("Shard default (no-such-host.invalid:7000) cannot be reached: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", "answers as an HTTP server")]
    [InlineData("SSH-2.0-OpenSSH_9.2p1 Debian\r\n", "answers as an SSH server")]
    [InlineData("\u0015\u0003\u0003\u0000\u0002\u0002\u0046", "speaks TLS, so use rediss:// or ssl=true")]
    [InlineData("hello\r\n", "does not speak Redis's protocol")]
    public async Task Connect_StrangerOnThePort_IsNoRedis(string answer, string what)
    {
        await using var server = new StrangeServer([.. answer.Select(c => (byte)c)]);

        var error = await Assert.ThrowsAsync<ShardUnsupportedException>(() => SidekiqShard.ConnectAsync(server.EndPoint, Cancel));

        Assert.Equal($"Shard default ({server.EndPoint}) is no Redis: {server.EndPoint} {what}.", error.Message);
    }

    [Fact]
    public async Task Connect_ServerHangsUp_IsUnreachable()
    {
        await using var server = new StrangeServer(null);

        var error = await Assert.ThrowsAsync<ShardUnreachableException>(() => SidekiqShard.ConnectAsync(server.EndPoint, Cancel));

        Assert.Contains("closed the connection", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_ServerSaysNothing_IsUnreachableAfterTheTimeout()
    {
        await using var server = new StrangeServer([]);
        var options = new ShardOptions { Connection = server.EndPoint, Timeout = TimeSpan.FromMilliseconds(200) };

        var error = await Assert.ThrowsAsync<ShardUnreachableException>(() => SidekiqShard.ConnectAsync(options, Cancel));

        Assert.Contains("does not answer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_Cancelled_Stops()
    {
        await using var server = new StrangeServer([]);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var connecting = SidekiqShard.ConnectAsync(server.EndPoint, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Theory]
    [InlineData("redis://{0}", "asks for a password")]
    [InlineData("redis://:SECRET@{0}", "refused the user or password")]
    [InlineData("redis://somebody:SECRET@{0}", "refused the user or password")]
    public async Task Connect_PasswordRefused_IsAccessDenied(string connection, string what)
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync(["--requirepass", "right"], Cancel);

        var error = await Assert.ThrowsAsync<ShardAccessDeniedException>(
            () => SidekiqShard.ConnectAsync(string.Format(null, connection, server.EndPoint), Cancel));

        Assert.StartsWith($"Shard default ({server.EndPoint}) {what}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_PasswordRefusedButDefaultUserOpen_IsAccessDenied()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);

        await Assert.ThrowsAsync<ShardAccessDeniedException>(
            () => SidekiqShard.ConnectAsync($"redis://somebody:wrong@{server.EndPoint}", Cancel));
    }

    [Fact]
    public async Task Connect_PasswordToAServerWithoutOne_Connects()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);

        await using var shard = await SidekiqShard.ConnectAsync($"redis://:needless@{server.EndPoint}", Cancel);

        Assert.Equal(ServerKind.Redis, shard.Capabilities.Kind);
    }

    [Fact]
    public async Task Connect_NoSuchDatabase_SaysSoAndReadsNoOther()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync(["--databases", "4"], Cancel);

        var error = await Assert.ThrowsAsync<SidekiqClusterException>(() => SidekiqShard.ConnectAsync(server.Url(4), Cancel));

        Assert.Contains("does not have this database", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{0},protocol=resp2")]
    [InlineData("{0},user=uninformed,password=pw")]
    [InlineData("{0},user=uninformed,password=pw,protocol=resp2")]
    public async Task Connect_ClusterModeEnabled_IsUnsupported(string connection)
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync(["--databases", "1", "--cluster-enabled", "yes"], Cancel);
        await using (var admin = await ConnectionMultiplexer.ConnectAsync(server.EndPoint))
        {
            await admin.GetServers()[0].ExecuteAsync("ACL", "SETUSER", "uninformed", "on", ">pw", "~*", "+@read", "+@connection");
        }

        var error = await Assert.ThrowsAsync<ShardUnsupportedException>(
            () => SidekiqShard.ConnectAsync(string.Format(null, connection, server.EndPoint), Cancel));

        Assert.Contains("cluster mode enabled, which Sidekiq does not support", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_ServerIsFullOfClients_IsUnreachable()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync(["--maxclients", "1"], Cancel);
        using var first = new TcpClient();
        await first.ConnectAsync(IPAddress.Loopback, server.Port, Cancel);
        await first.GetStream().WriteAsync("PING\r\n"u8.ToArray(), Cancel);
        await first.GetStream().ReadExactlyAsync(new byte["+PONG\r\n".Length], Cancel);

        var error = await Assert.ThrowsAsync<ShardUnreachableException>(() => SidekiqShard.ConnectAsync(server.EndPoint, Cancel));

        Assert.Contains("no room for another client", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "{0}", "sidekiq-cluster")]
    [InlineData(null, "{0},name=mine", "mine")]
    [InlineData("ours", "{0},name=mine", "ours")]
    public async Task Connect_ClientName_ShowsInClientList(string? clientName, string connection, string shown)
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        var options = new ShardOptions { Connection = string.Format(null, connection, server.EndPoint), ClientName = clientName };
        await using var admin = await ConnectionMultiplexer.ConnectAsync(server.EndPoint + ",allowAdmin=true,name=admin");

        await using var shard = await SidekiqShard.ConnectAsync(options, Cancel);

        var clients = await admin.GetServers()[0].ClientListAsync();
        Assert.Equal([shown], clients.Select(client => client.Name).Where(name => name != "admin"));
    }
}
