using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Operations;

public sealed class BusyShardTests(RedisFixture redis)
{
    [Fact]
    public async Task ActByFilter_WorkersAtFullSpeed_EveryJobIsAccountedForOnce()
    {
        Require.RealRedis();
        var (violations, gone) = await new BusyShard(redis, TestSizes.BusyShardSeeds)
            .RunAsync(database => database.ConnectAsync(), shard => shard.Operations);
        Assert.Empty(violations);
        Assert.True(gone > 0, "no worker ever was faster: nothing was proven");
    }
}
