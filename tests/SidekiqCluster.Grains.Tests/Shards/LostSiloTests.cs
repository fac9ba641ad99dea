using Microsoft.Extensions.DependencyInjection;
using SidekiqCluster.Grains.Shards;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Grains.Tests.Shards;

public sealed class LostSiloTests(RedisFixture redis)
{
    private const int Shards = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RetryAll_SiloIsKilledMeanwhile_EachJobIsRetriedOnceAndTheResultSaysSo()
    {
        var jobs = TestSizes.LostSiloJobs;
        await using var fleet = await TestFleet.StartAsync(silos: 2);
        var databases = new List<TestDatabase>();
        try
        {
            for (var number = 0; number < Shards; number++)
            {
                databases.Add(await redis.NewDatabaseAsync());
                await databases[number].Redis.SortedSetAddAsync(
                    "retry", [.. Enumerable.Range(0, jobs).Select(job => new SortedSetEntry(JobOf(job), job))]);
            }

            var half = new TaskCompletionSource();
            var shards = databases.Select((database, number) => fleet.Add(
                new ShardOptions { Name = $"shard-{number}", Connection = database.ConnectionString })).ToList();
            var retries = shards.Select(shard => shard.RetrySet.RetryAllAsync(
                options: new OperationOptions { Progress = new Halfway(jobs / 2, half) }, cancellationToken: Token)).ToList();
            await half.Task.WaitAsync(Token);

            var busiest = fleet.Cluster.Silos
                .MaxBy(silo => silo.ServiceProvider.GetRequiredService<ShardHosts>().All.Count)!;
            await fleet.Cluster.KillSiloAsync(busiest, Token);

            var results = await Task.WhenAll(retries);
            Assert.All(results, result => Assert.Equal((jobs, 0L, 0L), (result.Done, result.Failed, result.Unknown)));
            foreach (var database in databases)
            {
                var queued = await database.Redis.ListRangeAsync("queue:default");
                Assert.Equal(0, await database.Redis.SortedSetLengthAsync("retry"));
                Assert.Equal(jobs, queued.Length);
                Assert.Equal(jobs, queued.Select(job => new JobRecord("", default, (byte[])job!).Jid).Distinct().Count());
            }
        }
        finally
        {
            foreach (var database in databases)
            {
                await database.DisposeAsync();
            }
        }
    }

    private static RedisValue JobOf(int number) =>
        $$"""{"class":"HardJob","args":[{{number}}],"jid":"{{number:x24}}","queue":"default","retry":true,"retry_count":3,"created_at":1795445000000}""";

    /// <summary>Tells when an operation is half done; reports come in its own steps, so it is really under way then.</summary>
    private sealed class Halfway(long done, TaskCompletionSource half) : IProgress<OperationProgress>
    {
        public void Report(OperationProgress value)
        {
            if (value.Done >= done)
            {
                half.TrySetResult();
            }
        }
    }
}
