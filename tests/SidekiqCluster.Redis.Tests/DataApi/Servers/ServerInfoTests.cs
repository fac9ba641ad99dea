using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;

namespace SidekiqCluster.Redis.Tests.DataApi.Servers;

public sealed class ServerInfoTests(RedisFixture redis)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetServerInfo_Redis_TellsEverything()
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.Url });

        var info = await shard.GetServerInfoAsync(Cancel);

        Assert.Equal(ServerKind.Redis, info.Kind);
        Assert.Equal(info.Fields["redis_version"], info.Version);
        Assert.Equal("master", info.Role);
        Assert.NotNull(info.Uptime);
        Assert.True(info.ConnectedClients > 0);
        Assert.True(info.UsedMemoryBytes > 0);
        Assert.True(info.PeakMemoryBytes >= info.UsedMemoryBytes);
        Assert.Equal(0, info.MaxMemoryBytes);
        Assert.Equal("noeviction", info.MaxMemoryPolicy);
        Assert.Empty(info.Degradations);
    }
}
