using SidekiqCluster.Grains.Tests.Rosters;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Grains.Tests.Fleets;

/// <summary>Acts on several shards at once, over two silos.</summary>
public sealed class FleetOperationsTests(RedisFixture redis)
{
    private const int Jobs = 250;

    private static readonly string[] Names = ["ap-1", "eu-1", "eu-2"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retry_AllShardsWithOneAway_DoesTheOthersAndTellsOfEach()
    {
        await using var shards = await ThreeShardsAsync();
        await using var silos = await RosterFleet.StartAsync(
            null, [.. shards.Settings, ("zz-away:Connection", "127.0.0.1:1,connectTimeout=500")]);

        var result = await silos.Fleet.Operations.RetryAsync(All(JobSource.Retry), cancellationToken: Token);

        Assert.Equal(3 * Jobs, result.Done);
        Assert.Equal([.. Names, "zz-away"], result.Shards.Select(part => part.Shard));
        Assert.Equal([Jobs, Jobs, Jobs, 0L], result.Shards.Select(part => part.Value!.Done));
        Assert.Equal([true, true, true, false], result.Shards.Select(part => part.Outcome.IsOk));
        Assert.Contains("zz-away (127.0.0.1:1)", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.All(await shards.SizesAsync("queue:default"), size => Assert.Equal(Jobs, size));
    }

    [Fact]
    public async Task Kill_SelectionWithLimit_ActsOnSoManyInAllTogether()
    {
        await using var shards = await ThreeShardsAsync();
        await using var silos = await RosterFleet.StartAsync(null, shards.Settings);

        var result = await silos.Fleet.Shards("eu-*").Operations.KillAsync(
            All(JobSource.Retry), new OperationOptions { Limit = Jobs + 10 }, Token);

        Assert.Equal(Jobs + 10, result.Done);
        Assert.Equal([0L, Jobs, 10L], await shards.SizesAsync("dead"));
    }

    [Fact]
    public async Task Delete_JobsThatWereRead_ActsWhereTheyWereRead()
    {
        await using var shards = await ThreeShardsAsync();
        await using var silos = await RosterFleet.StartAsync(null, shards.Settings);
        var first = await FirstOfAsync(silos.Fleet.Shard("ap-1"));
        var last = await FirstOfAsync(silos.Fleet.Shard("eu-2"));

        var result = await silos.Fleet.Operations.DeleteAsync(JobSelection.Of(first, last), cancellationToken: Token);

        Assert.Equal([("ap-1", 1L), ("eu-2", 1L)], result.Shards.Select(part => (part.Shard, part.Value!.Done)));
        Assert.Equal([Jobs - 1, Jobs, Jobs - 1], await shards.SizesAsync("retry"));
        var stranger = await Assert.ThrowsAsync<ArgumentException>(
            () => silos.Fleet.Shards("eu-*").Operations.DeleteAsync(JobSelection.Of(first), cancellationToken: Token));
        Assert.Equal("A job is of shard ap-1, which is none of the shards to act on.", stranger.Message);
    }

    [Fact]
    public async Task DeleteAndRestore_SavedJobs_ComeBackToTheirShards()
    {
        await using var shards = await ThreeShardsAsync();
        await using var silos = await RosterFleet.StartAsync(null, shards.Settings);
        using var file = new MemoryStream();
        await silos.Fleet.Operations.DeleteAsync(
            All(JobSource.Retry), new OperationOptions { Save = new SavedJobWriter(file) }, Token);
        Assert.Equal([0L, 0L, 0L], await shards.SizesAsync("retry"));
        file.Position = 0;

        var result = await silos.Fleet.Operations.RestoreAsync(await SavedJobReader.ReadAsync(file, Token), cancellationToken: Token);

        Assert.Equal(3 * Jobs, result.Done);
        Assert.Equal([Jobs, Jobs, Jobs], await shards.SizesAsync("retry"));
    }

    [Fact]
    public async Task Retry_Cancelled_TellsExactlyWhatWasDone()
    {
        await using var shards = await ThreeShardsAsync();
        await using var silos = await RosterFleet.StartAsync(null, shards.Settings);
        using var end = new CancellationTokenSource();
        var options = new OperationOptions { Progress = new CancelsOnce(end) };

        var cancelled = await Assert.ThrowsAsync<JobOperationCanceledException>(
            () => silos.Fleet.Operations.RetryAsync(All(JobSource.Retry), options, end.Token));

        var queued = await shards.SizesAsync("queue:default");
        Assert.Equal(queued, cancelled.Result.Shards.Select(part => part.Value!.Done));
        Assert.Equal(queued.Sum(), cancelled.Result.Done);
        Assert.All(queued.Zip(await shards.SizesAsync("retry")), sizes => Assert.Equal(Jobs, sizes.First + sizes.Second));
    }

    private static JobSelection All(JobSource source) => JobSelection.Where(JobSources.Of(source), JobFilter.All);

    private static async Task<JobRecord> FirstOfAsync(ISidekiqShard shard) =>
        (await shard.RetrySet.GetPageAsync(0, 1, cancellationToken: Token)).Jobs[0];

    private async Task<SeveralShards> ThreeShardsAsync()
    {
        var shards = await SeveralShards.NewAsync(redis, Names);
        foreach (var database in shards.Databases)
        {
            await database.Redis.SortedSetAddAsync(
                "retry", [.. Enumerable.Range(0, Jobs).Select(job => new SortedSetEntry(JobOf(job), job))]);
        }

        return shards;
    }

    private static RedisValue JobOf(int number) =>
        $$"""{"class":"HardJob","args":[{{number}}],"jid":"{{number:x24}}","queue":"default","retry":true,"retry_count":3,"created_at":1795445000000}""";

    private sealed class CancelsOnce(CancellationTokenSource end) : IProgress<OperationProgress>
    {
        public void Report(OperationProgress value) => end.Cancel();
    }
}
