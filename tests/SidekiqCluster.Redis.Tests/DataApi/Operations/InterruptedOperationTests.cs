using System.Text;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Operations;

public sealed class InterruptedOperationTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delete_CancelledAfterAChunk_TellsWhatWasDone()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database, 250);
        await using var shard = await database.ConnectAsync();
        using var cancelling = new CancellationTokenSource();
        var options = new OperationOptions { Progress = new Once(cancelling.Cancel) };

        var cancelled = await Assert.ThrowsAsync<JobOperationCanceledException>(
            () => shard.Operations.DeleteAsync(InRetry, options, cancelling.Token));

        Assert.Equal((100, 100), (cancelled.Result.Matched, cancelled.Result.Done));
        Assert.Equal(cancelling.Token, cancelled.CancellationToken);
        Assert.Equal(150, await database.Redis.SortedSetLengthAsync("retry"));
    }

    [Fact]
    public async Task Delete_CancelledBefore_ChangesNothing()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database, 3);
        await using var shard = await database.ConnectAsync();

        var cancelled = await Assert.ThrowsAsync<JobOperationCanceledException>(
            () => shard.Operations.DeleteAsync(InRetry, null, new CancellationToken(canceled: true)));

        Assert.Equal(0, cancelled.Result.Matched);
        Assert.Equal(3, await database.Redis.SortedSetLengthAsync("retry"));
    }

    [Fact]
    public async Task Delete_SecondSourceCannotBeRead_TellsWhatWasDoneInTheFirst()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database, 150);
        await database.Redis.StringSetAsync("dead", "no set");
        await using var shard = await database.ConnectAsync();

        var interrupted = await Assert.ThrowsAsync<SidekiqClusterException>(
            () => shard.Operations.DeleteAsync(
                JobSelection.Where(JobSources.Parse("retry", "dead"), JobFilter.All), cancellationToken: Token));

        Assert.Equal((100, 100), (interrupted.Result?.Matched, interrupted.Result?.Done));
        Assert.Equal(50, await database.Redis.SortedSetLengthAsync("retry"));
    }

    [Fact]
    public async Task Delete_ServerThatDoesNotComeBack_IsWaitedForOnce()
    {
        Require.RealRedis();
        var clock = new HurriedClock(haste: 20, DateTimeOffset.UnixEpoch, isPatienceShort: true);
        var server = await RedisServer.StartAsync([], Token);
        await using var shard = await ShardDriver.ConnectAsync(
            new ShardOptions { Connection = server.EndPoint, TimeProvider = clock });
        await server.DisposeAsync();
        JobRecord[] jobs = [.. Enumerable.Range(0, 350).Select(i => new JobRecord(shard.Name, JobSource.Retry, Encoding.UTF8.GetBytes($"m{i}")))];

        var lost = await Assert.ThrowsAsync<ShardUnreachableException>(
            () => shard.Operations.DeleteAsync(JobSelection.Of(jobs), cancellationToken: Token));

        Assert.Equal((100, 0), (lost.Result?.Matched, lost.Result?.Done));
    }

    [Fact]
    public async Task Delete_OfSomeElsewhereAndSomeRunning_RefusesThoseAndDoesTheRest()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database, 1);
        await using var shard = await database.ConnectAsync();

        var result = await shard.Operations.DeleteAsync(
            JobSelection.Of(
                new JobRecord("us-1", JobSource.Retry, "m0"u8.ToArray()),
                new JobRecord(shard.Name, JobSource.Work, "m0"u8.ToArray()),
                new JobRecord(shard.Name, JobSource.Retry, "m0"u8.ToArray())),
            cancellationToken: Token);

        Assert.Equal((3, 2, 1), (result.Matched, result.Refused, result.Done));
        Assert.Equal(2, result.Reasons.Count);
    }

    [Fact]
    public async Task Delete_OneJobPerSecond_TakesOneAtATime()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database, 3);
        await using var shard = await database.ConnectAsync();
        using var cancelling = new CancellationTokenSource();

        var cancelled = await Assert.ThrowsAsync<JobOperationCanceledException>(() => shard.Operations.DeleteAsync(
            InRetry, new OperationOptions { JobsPerSecond = 1, Progress = new Once(cancelling.Cancel) }, cancelling.Token));

        Assert.Equal(1, cancelled.Result.Done);
    }

    private static JobSelection InRetry { get; } = JobSelection.Where(JobSources.Parse("retry"), JobFilter.All);

    private static Task<long> FillAsync(TestDatabase database, int count) => database.Redis.SortedSetAddAsync(
        "retry", [.. Enumerable.Range(0, count).Select(i => new SortedSetEntry($"m{i}", i))]);

    private sealed class Once(Action act) : IProgress<OperationProgress>
    {
        public void Report(OperationProgress value) => act();
    }
}
