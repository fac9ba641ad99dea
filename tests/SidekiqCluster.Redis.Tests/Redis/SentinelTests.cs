using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Redis;

public sealed class SentinelTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("redis-sentinel://{0}/mymaster/1")]
    [InlineData("{0},serviceName=mymaster,defaultDatabase=1")]
    public async Task Connect_BySentinel_ReadsTheMaster(string connection)
    {
        Require.RealRedis();
        await using var master = await RedisServer.StartAsync([], Cancel);
        await using var sentinel = await SentinelServer.StartAsync(master, Cancel);
        await using (var admin = await ConnectionMultiplexer.ConnectAsync(master.EndPoint))
        {
            await admin.GetDatabase(1).SetAddAsync("queues", "low");
        }

        await using var shard = await SidekiqShard.ConnectAsync(string.Format(null, connection, sentinel.EndPoint), Cancel);

        Assert.Equal(["low"], await shard.Queues.ListAsync(cancellationToken: Cancel));
    }

    [Fact]
    public async Task Connect_MasterThatSentinelsDoNotKnow_IsUnreachable()
    {
        Require.RealRedis();
        await using var master = await RedisServer.StartAsync([], Cancel);
        await using var sentinel = await SentinelServer.StartAsync(master, Cancel);

        var error = await Assert.ThrowsAsync<ShardUnreachableException>(
            () => SidekiqShard.ConnectAsync($"redis-sentinel://{sentinel.EndPoint}/other", Cancel));

        Assert.Equal(
            $"Shard default (other by sentinel {sentinel.EndPoint}) cannot be reached: its sentinels know no living master "
            + "named 'other'.",
            error.Message);
    }

    [Fact]
    public async Task Connect_RedisInPlaceOfASentinel_SaysSo()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);

        var error = await Assert.ThrowsAsync<ShardUnsupportedException>(
            () => SidekiqShard.ConnectAsync($"redis-sentinel://{server.EndPoint}/mymaster", Cancel));

        Assert.Contains("is no sentinel", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_SentinelInPlaceOfARedis_SaysSo()
    {
        Require.RealRedis();
        await using var master = await RedisServer.StartAsync([], Cancel);
        await using var sentinel = await SentinelServer.StartAsync(master, Cancel);

        var error = await Assert.ThrowsAsync<ShardUnsupportedException>(
            () => SidekiqShard.ConnectAsync($"redis://{sentinel.EndPoint}", Cancel));

        Assert.Contains("redis-sentinel://", error.Message, StringComparison.Ordinal);
    }
}
