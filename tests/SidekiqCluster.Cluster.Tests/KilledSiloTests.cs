using System.Diagnostics;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Cluster.Tests;

/// <summary>
/// Silos are killed at random points while a client watches all shards and retries all jobs: each job is retried once, the
/// result says so, and the questions have answers again soon.
/// </summary>
public sealed class KilledSiloTests(RedisFixture redis)
{
    private const int Shards = 10;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task RetryAll_SiloIsKilledAtARandomPoint_EachJobIsRetriedOnceAndQuestionsGoOn(int silos)
    {
        Require.RealRedis();
        await using var databases = await TestDatabases.TakeAsync(redis, Shards + 1);
        RetriedShard[] shards =
        [
            .. databases.All.Skip(1).Select((database, number) =>
                new RetriedShard(database, $"shard-{number}", TestSizes.KilledSiloJobs / Shards)),
        ];
        await using var cluster = await LocalCluster.StartAsync(
            databases.All[0], shards.Select(shard => (shard.Name, shard.Connection)), silos, Token);
        var random = new Random(Environment.TickCount);
        for (var kill = 0; kill < TestSizes.KillsOfASilo; kill++)
        {
            await Task.WhenAll(shards.Select(shard => shard.FillAsync()));
            await RetryAndKillAsync(cluster, shards, random.Next(TestSizes.KilledSiloJobs * 3 / 4), random.Next(silos));
            await cluster.StartSiloAsync(Token);
        }
    }

    private static async Task RetryAndKillAsync(LocalCluster cluster, RetriedShard[] shards, long point, int silo)
    {
        var where = $"silo {silo} killed after {point} jobs";
        await using var watch = new Watch(cluster.Fleet, shards.Select(shard => shard.Name));
        var progress = new ProgressUntil(point);
        var retry = cluster.Fleet.Operations.RetryAsync(
            JobSelection.Where(JobSources.Of(JobSource.Retry), JobFilter.All),
            options: new OperationOptions { Progress = progress },
            cancellationToken: Token);
        await progress.Reached.WaitAsync(Token);

        await cluster.KillSiloAsync(silo);
        var killed = Stopwatch.GetTimestamp();
        var result = await retry;
        var took = Stopwatch.GetElapsedTime(killed);
        await watch.UntilEachAnswersAsync(Token);

        var gap = await watch.EndAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{where}: longest gap {gap}, operation done {took} after");
        foreach (var shard in shards)
        {
            await shard.AssertRetriedAsync();
        }

        Assert.Equal(
            (TestSizes.KilledSiloJobs, TestSizes.KilledSiloJobs, 0L, 0L, 0L, 0L),
            (result.Matched, result.Done, result.Gone, result.Refused, result.Failed, result.Unknown));
        Assert.Equal(Enumerable.Repeat(TestSizes.KilledSiloJobs / (long)Shards, Shards), result.Shards.Select(shard => shard.Value!.Done));
        Assert.True(gap < TestSizes.LongestGap, $"{where}: a shard had no answer for {gap}");
        Assert.True(took < TestSizes.LongestGap, $"{where}: the operation took {took} from then on");
    }
}
