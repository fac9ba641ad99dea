using SidekiqCluster.Operations;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>Acts by filter while clients, workers and schedulers are at work on the same queues and sets.</summary>
public sealed class BusyShardTests(RedisFixture redis)
{
    private const int Lanes = 4;
    private const int SeedsOfMutants = 120;

    [Fact]
    public async Task ActByFilter_WorkersAtFullSpeed_EveryJobIsAccountedForOnce()
    {
        Require.RealRedis();
        var (violations, gone) = await RunAsync(ActScript.Text, TestSizes.BusyShardSeeds);
        Assert.Empty(violations);
        Assert.True(gone > 0, "no worker ever was faster: nothing was proven");
    }

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
        Assert.NotEmpty((await RunAsync(mutant, SeedsOfMutants)).Violations);
    }

    private async Task<(IReadOnlyList<string> Violations, long Gone)> RunAsync(string script, int seeds)
    {
        var lanes = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => RunLaneAsync(lane, script, seeds)));
        return ([.. lanes.SelectMany(lane => lane.Violations)], lanes.Sum(lane => lane.Gone));
    }

    private async Task<(List<string> Violations, long Gone)> RunLaneAsync(int lane, string script, int seeds)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var connection = await database.OpenAsync();
        var operations = new JobOperations(connection, script);
        var violations = new List<string>();
        var gone = 0L;
        for (var seed = lane; seed < seeds; seed += Lanes)
        {
            await database.Redis.ExecuteAsync("FLUSHDB");
            var traffic = new ShardTraffic(database.Redis, seed, TestShard.Now.ToUnixTimeSeconds());
            var act = BusyAct.Of(seed);
            await traffic.FillAsync();

            traffic.Start();
            var result = await act.RunAsync(operations);
            await traffic.StopAsync();

            gone += result.Gone;
            if (await new BusyShardJudge(database.Redis, traffic, act).FindViolationAsync(result) is { } violation)
            {
                violations.Add($"seed {seed}, {act.Operation} in {act.Sources}: {violation}; {result}");
            }
        }

        return (violations, gone);
    }
}
