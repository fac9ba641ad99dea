using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Client.Fleets;

namespace SidekiqCluster.Grains.Tests.Fleets;

public sealed class FleetRunTests
{
    private static readonly string[] Shards = ["ap", "eu", "us"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_AllShards_SumsAndTellsOfEach()
    {
        var result = await Run().RunAsync(Shards, (shard, _) => Task.FromResult(Done(shard == "eu" ? 5 : 1)), Token);

        Assert.Equal((7, 7), (result.Matched, result.Done));
        Assert.Equal([("ap", 1L), ("eu", 5L), ("us", 1L)], result.Shards.Select(part => (part.Shard, part.Value!.Done)));
        Assert.All(result.Shards, part => Assert.True(part.Outcome.IsOk));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task Run_ShardThatBreaksOff_IsMarkedAndTheOthersAreDone()
    {
        var result = await Run().RunAsync(
            Shards,
            (shard, _) => shard switch
            {
                "ap" => throw new ShardUnreachableException("Shard ap is away.", shard),
                "eu" => throw new SidekiqClusterException("Shard eu broke off.", shard) { Result = Done(2) },
                _ => Task.FromResult(Done(3)),
            },
            Token);

        Assert.Equal(5, result.Done);
        Assert.Equal(
            [("ap", 0L, "Shard ap is away."), ("eu", 2L, "Shard eu broke off."), ("us", 3L, null)],
            result.Shards.Select(part => (part.Shard, part.Value!.Done, part.Outcome.Error)));
        Assert.Equal(["Shard ap is away.", "Shard eu broke off."], result.Warnings);
    }

    [Fact]
    public async Task Run_HungShard_HoldsUpNoOther()
    {
        var hung = new TaskCompletionSource<OperationResult>();
        var others = new CountdownEvent(2);
        var run = Run().RunAsync(
            Shards,
            (shard, _) =>
            {
                if (shard == "ap")
                {
                    return hung.Task;
                }

                others.Signal();
                return Task.FromResult(Done(1));
            },
            Token);

        Assert.True(others.IsSet);
        Assert.False(run.IsCompleted);
        hung.SetResult(Done(1));
        Assert.Equal(3, (await run).Done);
    }

    [Fact]
    public async Task Run_Cancelled_TellsWhatWasDoneUntilThen()
    {
        using var end = new CancellationTokenSource();
        var run = Run().RunAsync(
            Shards,
            async (shard, _) =>
            {
                if (shard == "us")
                {
                    return Done(4);
                }

                await end.CancelAsync();
                throw shard == "eu" ? new JobOperationCanceledException(Done(2), end.Token) : new OperationCanceledException(end.Token);
            },
            end.Token);

        var cancelled = await Assert.ThrowsAsync<JobOperationCanceledException>(() => run);

        Assert.Equal(6, cancelled.Result.Done);
        Assert.Equal([0L, 2L, 4L], cancelled.Result.Shards.Select(part => part.Value!.Done));
    }

    [Theory]
    [InlineData(2, new long[] { 2, 0, 0 })]
    [InlineData(5, new long[] { 3, 2, 0 })]
    [InlineData(100, new long[] { 3, 4, 5 })]
    public async Task Run_Limit_CountsForAllShardsInTheirOrder(long limit, long[] expected)
    {
        var jobs = new Dictionary<string, long> { ["ap"] = 3, ["eu"] = 4, ["us"] = 5 };

        var result = await Run(new OperationOptions { Limit = limit }).RunAsync(
            Shards, limit, (shard, how) => Task.FromResult(Done(Math.Min(jobs[shard], how.Limit!.Value), how.IsDryRun)), Token);

        Assert.Equal(expected, result.Shards.Select(part => part.Value!.Done));
        Assert.Equal(expected.Sum(), result.Done);
        Assert.False(result.IsDryRun);
    }

    [Fact]
    public async Task Run_LimitAndShardThatCannotBeCounted_GoesToTheOthers()
    {
        var result = await Run(new OperationOptions { Limit = 4 }).RunAsync(
            Shards,
            4,
            (shard, how) => shard == "ap"
                ? throw new ShardUnreachableException("Shard ap is away.", shard)
                : Task.FromResult(Done(Math.Min(3, how.Limit!.Value), how.IsDryRun)),
            Token);

        Assert.Equal([0L, 3L, 1L], result.Shards.Select(part => part.Value!.Done));
        Assert.Equal(["Shard ap is away."], result.Warnings);
    }

    [Fact]
    public async Task Run_Rate_CountsForAllShardsTogether()
    {
        var clock = new FakeTimeProvider();
        var sent = 0;
        var run = new FleetRun(JobOperation.Retry, new OperationOptions { JobsPerSecond = 10 }, clock).RunAsync(
            Shards,
            async (_, how) =>
            {
                for (var chunk = 0; chunk < 2; chunk++)
                {
                    await how.Pace!(10, Token);
                    Interlocked.Increment(ref sent);
                }

                return Done(20);
            },
            Token);

        var sentAfter = new List<int> { sent };
        for (var second = 0; second < 5; second++)
        {
            var before = sent;
            clock.Advance(TimeSpan.FromSeconds(1));
            while (Volatile.Read(ref sent) == before)
            {
                await Task.Yield();
            }

            sentAfter.Add(sent);
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], sentAfter);
        Assert.Equal(60, (await run).Done);
    }

    [Fact]
    public async Task Run_Progress_IsTheSumOfAllShards()
    {
        var told = new List<OperationProgress>();
        await Run(new OperationOptions { Progress = new Heard(told) }).RunAsync(
            Shards,
            (_, how) =>
            {
                how.Progress!.Report(new OperationProgress(5, 3, 2));
                how.Progress!.Report(new OperationProgress(10, 7, 3));
                return Task.FromResult(Done(7));
            },
            Token);

        Assert.Equal(6, told.Count);
        Assert.Equal(new OperationProgress(5, 3, 2), told[0]);
        Assert.Equal(new OperationProgress(30, 21, 9), told[^1]);
    }

    private static FleetRun Run(OperationOptions? options = null) =>
        new(JobOperation.Retry, options ?? OperationOptions.Default, TimeProvider.System);

    private static OperationResult Done(long jobs, bool isDryRun = false) =>
        OperationResult.Nothing(JobOperation.Retry, isDryRun) with { Matched = jobs, Done = jobs };

    private sealed class Heard(List<OperationProgress> told) : IProgress<OperationProgress>
    {
        public void Report(OperationProgress value) => told.Add(value);
    }
}
