using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Grains.Tests.Shards;

/// <summary>Who cancels an operation on a silo is told exactly what it has done.</summary>
public sealed class CancelledOperationTests(RedisFixture redis, SharedFleet fleet) : IClassFixture<SharedFleet>
{
    private const int Jobs = 2_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    public async Task Delete_CancelledHalfway_TellsWhatIsGoneAndHasSavedJustThat(int after)
    {
        await using var database = await NewRetriesAsync();
        var shard = fleet.Fleet.Add(new ShardOptions { Name = $"cancelled-{after}", Connection = database.ConnectionString });
        using var cancellation = new CancellationTokenSource();
        using var file = new MemoryStream();
        var options = new OperationOptions { Save = new SavedJobWriter(file), Progress = new CancelAfter(after, cancellation) };

        var cancelled = await Assert.ThrowsAsync<JobOperationCanceledException>(
            () => shard.RetrySet.DeleteAllAsync(options: options, cancellationToken: cancellation.Token));

        var left = await database.Redis.SortedSetLengthAsync("retry");
        file.Position = 0;
        var saved = await SavedJobReader.ReadAsync(file, Token);
        Assert.InRange(left, 1, Jobs - after);
        Assert.Equal((Jobs - left, 0L, 0L), (cancelled.Result.Done, cancelled.Result.Unknown, cancelled.Result.Failed));
        Assert.Equal(cancelled.Result.Done, saved.Count);
    }

    [Fact]
    public async Task Restore_CancelledHalfway_TellsWhatIsBackAndGoesOnWhenRunAgain()
    {
        await using var database = await NewRetriesAsync();
        var shard = fleet.Fleet.Add(new ShardOptions { Name = "restored", Connection = database.ConnectionString });
        using var file = new MemoryStream();
        await shard.RetrySet.DeleteAllAsync(options: new OperationOptions { Save = new SavedJobWriter(file) }, cancellationToken: Token);

        var saved = await SavedJobReader.ReadAsync(new MemoryStream(file.ToArray()), Token);
        using var cancellation = new CancellationTokenSource();
        var options = new OperationOptions { Progress = new CancelAfter(500, cancellation) };

        var cancelled = await Assert.ThrowsAsync<JobOperationCanceledException>(
            () => shard.Operations.RestoreAsync(saved, options, cancellation.Token));
        var back = await database.Redis.SortedSetLengthAsync("retry");
        var rest = await shard.Operations.RestoreAsync(saved, cancellationToken: Token);

        Assert.InRange(back, 500, Jobs - 1);
        Assert.Equal((back, 0L), (cancelled.Result.Done, cancelled.Result.Unknown));
        Assert.Equal((Jobs - back, back), (rest.Done, rest.Refused));
        Assert.Equal(Jobs, await database.Redis.SortedSetLengthAsync("retry"));
    }

    private async Task<TestDatabase> NewRetriesAsync()
    {
        var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("retry", [.. Enumerable.Range(0, Jobs).Select(number => new SortedSetEntry(JobOf(number), number))]);
        return database;
    }

    private static RedisValue JobOf(int number) =>
        $$"""{"class":"HardJob","args":[{{number}}],"jid":"{{number:x24}}","queue":"default","retry":true,"created_at":1795445000000}""";

    private sealed class CancelAfter(long jobs, CancellationTokenSource cancellation) : IProgress<OperationProgress>
    {
        public void Report(OperationProgress value)
        {
            if (value.Done >= jobs)
            {
                cancellation.Cancel();
            }
        }
    }
}
