using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Operations;

/// <summary>Runs acts by filter while clients, workers and schedulers are at work on the same queues and sets.</summary>
/// <param name="redis">The server.</param>
/// <param name="seeds">How many runs.</param>
internal sealed class BusyShard(RedisFixture redis, int seeds)
{
    private const int Lanes = 4;

    /// <summary>What was wrong in which run, and how many jobs a worker took before the act did.</summary>
    /// <param name="connectAsync">Connects to a database.</param>
    /// <param name="operationsOf">Who acts there.</param>
    public async Task<(IReadOnlyList<string> Violations, long Gone)> RunAsync<T>(
        Func<TestDatabase, Task<T>> connectAsync, Func<T, IJobOperations> operationsOf)
        where T : IAsyncDisposable
    {
        var lanes = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => RunLaneAsync(lane, connectAsync, operationsOf)));
        return ([.. lanes.SelectMany(lane => lane.Violations)], lanes.Sum(lane => lane.Gone));
    }

    private async Task<(List<string> Violations, long Gone)> RunLaneAsync<T>(
        int lane, Func<TestDatabase, Task<T>> connectAsync, Func<T, IJobOperations> operationsOf)
        where T : IAsyncDisposable
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var connection = await connectAsync(database);
        var violations = new List<string>();
        var gone = 0L;
        for (var seed = lane; seed < seeds; seed += Lanes)
        {
            await database.Redis.ExecuteAsync("FLUSHDB");
            var traffic = new ShardTraffic(database.Redis, seed, TestShard.Now.ToUnixTimeSeconds());
            var act = BusyAct.Of(seed);
            await traffic.FillAsync();

            traffic.Start();
            var result = await act.RunAsync(operationsOf(connection));
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
