using Microsoft.Extensions.DependencyInjection;
using SidekiqCluster.Grains.Shards;
using SidekiqCluster.Grains.Tests.Rosters;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Grains.Tests.Fleets;

/// <summary>An act on all shards goes on when a silo is lost, and its result is the truth.</summary>
public sealed class LostSiloTests(RedisFixture redis)
{
    private static readonly string[] Names = ["ap-1", "eu-1", "eu-2", "us-1"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RetryAll_SiloIsKilledMeanwhile_EachJobIsRetriedOnceAndTheResultSaysSo()
    {
        var jobs = TestSizes.LostSiloJobs;
        await using var shards = await SeveralShards.NewAsync(redis, Names);
        foreach (var database in shards.Databases)
        {
            await database.Redis.SortedSetAddAsync(
                "retry", [.. Enumerable.Range(0, jobs).Select(job => new SortedSetEntry(JobOf(job), job))]);
        }

        await using var silos = await RosterFleet.StartAsync(null, shards.Settings);
        var half = new Halfway(jobs * Names.Length / 2);
        var retry = silos.Fleet.RetrySet.RetryAllAsync(options: new OperationOptions { Progress = half }, cancellationToken: Token);
        await half.Reached.WaitAsync(Token);
        var busiest = silos.Cluster.Silos.MaxBy(silo => silo.ServiceProvider.GetRequiredService<ShardHosts>().All.Count)!;

        await silos.Cluster.KillSiloAsync(busiest, Token);
        var result = await retry;

        Assert.All(result.Shards, part => Assert.Equal((jobs, null), (part.Value!.Done, part.Outcome.Error)));
        Assert.Equal((jobs * Names.Length, 0L), (result.Done, result.Unknown));
        Assert.All(await shards.SizesAsync("retry"), size => Assert.Equal(0, size));
        foreach (var database in shards.Databases)
        {
            var queued = await database.Redis.ListRangeAsync("queue:default");
            Assert.Equal(jobs, queued.Length);
            Assert.Equal(jobs, queued.Select(job => new JobRecord("", default, (byte[])job!).Jid).Distinct().Count());
        }
    }

    private static RedisValue JobOf(int number) =>
        $$"""{"class":"HardJob","args":[{{number}}],"jid":"{{number:x24}}","queue":"default","retry":true,"retry_count":3,"created_at":1795445000000}""";

    /// <summary>Tells when an operation is half done.</summary>
    private sealed class Halfway(long done) : IProgress<OperationProgress>
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Report(OperationProgress value)
        {
            if (value.Done >= done)
            {
                _reached.TrySetResult();
            }
        }
    }
}
