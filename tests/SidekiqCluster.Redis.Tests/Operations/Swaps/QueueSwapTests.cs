using SidekiqCluster.LocalServers;
using SidekiqCluster.Operations;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>Many jobs of a queue that rests, deleted by a copy that takes its place.</summary>
public sealed class QueueSwapTests(RedisFixture redis)
{
    private const string Key = "queue:default";
    private const int Jobs = 900;
    private const int Every = 3;
    private const int Targets = Jobs / Every;

    private static readonly JobSelection Selection = JobSelection.Where(JobSources.Parse(Key), JobFilter.Parse("class:Target"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delete_ManyJobs_TakesAllAtOnceAndLeavesTheOthersInOrder()
    {
        await using var queue = await OpenAsync();

        var steps = await RunAsync(queue.Shard, new OperationRequest(JobOperation.Delete, Selection));

        Assert.Equal([Targets, 0], steps.Select(step => step.State.InFlight));
        Assert.Equal((Targets, Targets), (steps[^1].SoFar.Matched, steps[^1].SoFar.Done));
        Assert.Equal(Kept, await queue.ReadAsync());
        Assert.Null(await queue.Redis.KeyTimeToLiveAsync(Key));
        Assert.Empty(await queue.CopiesAsync());
    }

    [Fact]
    public async Task Delete_AllJobs_LeavesNoKey()
    {
        await using var queue = await OpenAsync();

        var result = await queue.Shard.Operations.DeleteAsync(JobSelection.Where(JobSources.Parse(Key), JobFilter.All), cancellationToken: Token);

        Assert.Equal(Jobs, result.Done);
        Assert.False(await queue.Redis.KeyExistsAsync(Key));
    }

    [Fact]
    public async Task Delete_WithALimit_TakesTheFirstOnes()
    {
        const int Limit = 77;
        await using var queue = await OpenAsync();

        var result = await queue.Shard.Operations.DeleteAsync(Selection, new OperationOptions { Limit = Limit }, Token);

        Assert.Equal((Limit, Limit), (result.Matched, result.Done));
        Assert.Equal(Others(static number => number % Every != 0 || number >= Limit * Every), await queue.ReadAsync());
    }

    [Fact]
    public async Task Delete_MoreThanAreHeldAtOnce_TakesSeveralCopies()
    {
        await using var queue = await OpenAsync(SwapSizes.Small with { MostJobs = 110 });

        var steps = await RunAsync(queue.Shard, new OperationRequest(JobOperation.Delete, Selection));

        Assert.Equal([110, 110, 80, 0], steps.Select(step => step.State.InFlight));
        Assert.Equal(Targets, steps[^1].SoFar.Done);
        Assert.Equal(Kept, await queue.ReadAsync());
    }

    [Fact]
    public async Task Delete_SomebodyTakesOneFromTheMiddle_CopiesAgain()
    {
        await using var queue = await OpenAsync();

        var steps = await RunAsync(queue.Shard, new OperationRequest(JobOperation.Delete, Selection), async step =>
            await (step == 0 ? queue.Redis.ListRemoveAsync(Key, Payload(Jobs / 2 + 1)) : Task.FromResult(0L)));

        Assert.Equal([Targets, Targets, 0], steps.Select(step => step.State.InFlight));
        Assert.Equal((Targets, Targets), (steps[^1].SoFar.Matched, steps[^1].SoFar.Done));
        Assert.Equal(Others(static number => number % Every != 0 && number != Jobs / 2 + 1), await queue.ReadAsync());
    }

    [Fact]
    public async Task Delete_SomebodyTakesOneEachTime_DeletesInPlace()
    {
        await using var queue = await OpenAsync();

        var steps = await RunAsync(queue.Shard, new OperationRequest(JobOperation.Delete, Selection), async step =>
            await queue.Redis.ListRemoveAsync(Key, Payload(Jobs / 2 + (step * Every))));

        Assert.Equal(SwapOptions.Default.Attempts, steps.Count(step => step.State.InFlight > Targets / 2 + Targets / 4));
        Assert.Equal(steps[^1].SoFar.Matched, steps[^1].SoFar.Done + steps[^1].SoFar.Gone);
        Assert.Equal(Targets, steps[^1].SoFar.Matched);
        Assert.DoesNotContain(await queue.ReadAsync(), static job => job.Contains("Target", StringComparison.Ordinal));
        Assert.Empty(await queue.CopiesAsync());
    }

    [Fact]
    public async Task Delete_QueueIsClearedBeforeTheSwap_AllAreGone()
    {
        await using var queue = await OpenAsync();

        var steps = await RunAsync(queue.Shard, new OperationRequest(JobOperation.Delete, Selection), async _ => await queue.Redis.KeyDeleteAsync(Key));

        Assert.Equal((Targets, 0, Targets), (steps[^1].SoFar.Matched, steps[^1].SoFar.Done, steps[^1].SoFar.Gone));
    }

    [Fact]
    public async Task Delete_CopyIsGone_CopiesAgain()
    {
        await using var queue = await OpenAsync();

        var steps = await RunAsync(queue.Shard, new OperationRequest(JobOperation.Delete, Selection), async step =>
            await (step == 0 ? queue.Redis.KeyDeleteAsync((await queue.CopiesAsync())[0]) : Task.FromResult(false)));

        Assert.Equal(Targets, steps[^1].SoFar.Done);
        Assert.Equal(Kept, await queue.ReadAsync());
    }

    [Fact]
    public async Task Delete_PushesPopsAndJobsPutBackBeforeTheSwap_AreTakenOver()
    {
        await using var queue = await OpenAsync();
        var pushed = Enumerable.Range(Jobs, 60).Select(Payload).ToList();

        var steps = await RunAsync(queue.Shard, new OperationRequest(JobOperation.Delete, Selection), async _ =>
        {
            await queue.Redis.ListLeftPushAsync(Key, [.. pushed.Select(job => (RedisValue)job)]);
            await queue.Redis.ListRightPopAsync(Key, 30);
            await queue.Redis.ListRightPushAsync(Key, [Payload(1), Payload(0)]);
        });

        Assert.Equal((Targets, Targets - 9, 9), (steps[^1].SoFar.Matched, steps[^1].SoFar.Done, steps[^1].SoFar.Gone));
        Assert.Equal([Payload(1), .. Others(static number => number % Every != 0 && number >= 30), .. pushed], await queue.ReadAsync());
    }

    [Fact]
    public async Task Delete_Cancelled_LeavesQueueAndNoCopy()
    {
        await using var queue = await OpenAsync();
        using var cancelling = new CancellationTokenSource();

        var cancelled = await Assert.ThrowsAsync<JobOperationCanceledException>(() => RunAsync(
            queue.Shard,
            new OperationRequest(JobOperation.Delete, Selection),
            async _ =>
            {
                Assert.InRange((await queue.Redis.KeyTimeToLiveAsync((await queue.CopiesAsync())[0]))!.Value.TotalSeconds, 1, 60);
                await cancelling.CancelAsync();
            },
            cancelling));

        Assert.Equal(0, cancelled.Result.Matched);
        Assert.Equal(Others(static _ => true), await queue.ReadAsync());
        Assert.Empty(await queue.CopiesAsync());
    }

    [Theory]
    [InlineData("-rename")]
    [InlineData("-persist")]
    [InlineData("-unlink")]
    [InlineData("-info")]
    public async Task Delete_NotAllAllowed_DeletesInPlace(string right)
    {
        await using var queue = await OpenAsync(user: right);

        var steps = await RunAsync(queue.Shard, new OperationRequest(JobOperation.Delete, Selection));

        Assert.Equal(200, steps[0].State.InFlight);
        Assert.Equal(Targets, steps[^1].SoFar.Done);
        Assert.Equal(Kept, await queue.ReadAsync());
        Assert.Empty(await queue.CopiesAsync());
    }

    [Fact]
    public async Task Delete_NoRoomForACopy_DeletesInPlace()
    {
        Require.RealRedis();
        const int Filler = 20_000_000;
        await using var server = await RedisServer.StartAsync([], Token);
        await using var queue = await SwapQueue.OpenAsync(server.EndPoint, 0, SwapSizes.Small, Others(static _ => true));
        await queue.Redis.StringSetAsync("filler", new byte[Filler]);
        var used = (await queue.Shard.GetServerInfoAsync(Token)).UsedMemoryBytes!.Value;
        await queue.Redis.ExecuteAsync("CONFIG", "SET", "maxmemory", used + (Filler / 20));

        var steps = await RunAsync(queue.Shard, new OperationRequest(JobOperation.Delete, Selection));

        Assert.Equal(200, steps[0].State.InFlight);
        Assert.Equal(Kept, await queue.ReadAsync());
    }

    private static IEnumerable<string> Kept => Others(static number => number % Every != 0);

    private static string Payload(int number) =>
        FormattableString.Invariant($$"""{"class":"{{(number % Every == 0 ? "Target" : "Other")}}","args":[],"jid":"{{number:x24}}"}""");

    private static IEnumerable<string> Others(Predicate<int> stays) => Enumerable.Range(0, Jobs).Where(number => stays(number)).Select(Payload);

    private static async Task<IReadOnlyList<OperationStep>> RunAsync(
        SidekiqShard shard, OperationRequest request, Func<int, Task>? meanwhileAsync = null, CancellationTokenSource? cancelling = null)
    {
        var steps = new List<OperationStep>();
        await foreach (var step in shard.Steps.StartAsync(Guid.NewGuid(), request, cancelling?.Token ?? Token))
        {
            if (meanwhileAsync is not null && !step.IsLast)
            {
                await meanwhileAsync(steps.Count);
            }

            steps.Add(step);
        }

        return steps;
    }

    private async Task<SwapQueue> OpenAsync(SwapOptions? options = null, string? user = null)
    {
        Require.RealRedis();
        var database = await redis.NewDatabaseAsync();
        return await SwapQueue.OpenAsync(database.Server.EndPoint, database.Index, options ?? SwapSizes.Small, Others(static _ => true), user, database);
    }
}
