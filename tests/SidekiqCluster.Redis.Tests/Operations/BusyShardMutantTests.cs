using SidekiqCluster.Operations;
using SidekiqCluster.Redis.Tests.DataApi.Operations;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>What the busy shard proves, it proves of the script: without any of its safeguards, the judge finds something.</summary>
public sealed class BusyShardMutantTests(RedisFixture redis)
{
    private const int Seeds = 120;

    [Theory]
    [InlineData("if not place then return 'g' end", "")]
    [InlineData("redis.call('LREM', source, isNearHead and 1 or -1, bytes)", "redis.call('LTRIM', source, 0, -2)")]
    [InlineData("return removed == 0 and 'g' or 'd'", "return 'd'")]
    [InlineData("redis.pcall('ZADD', source, 'XX', score, bytes))\n  return why and", "redis.pcall('ZADD', source, score + 1, bytes))\n  return why and")]
    public async Task ActByFilter_SafeguardTakenOut_IsFoundOut(string safeguard, string instead)
    {
        Require.RealRedis();
        Assert.Contains(safeguard, ActScript.Text, StringComparison.Ordinal);
        var mutant = ActScript.Text.Replace(safeguard, instead, StringComparison.Ordinal);
        var (violations, _) = await new BusyShard(redis, Seeds).RunAsync(
            database => database.OpenAsync(),
            connection => new JobOperations(connection, mutant));
        Assert.NotEmpty(violations);
    }
}
