using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Clients;

public sealed class BulkPushTests(RedisFixture redis)
{
    private static readonly JsonArguments Broken = JsonArguments.FromJson("{}");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PushBulk_InSmallSlices_KeepsTheOrderAndTellsTheIds()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        var result = await shard.Client.PushBulkAsync(Jobs(1, 2, 3, 4, 5), new BulkPushOptions { BatchSize = 2 }, Token);

        Assert.Equal([(0, 2), (2, 2), (4, 1)], result.Slices.Select(slice => ((int)slice.First, slice.Count)));
        Assert.Equal((5, true, false), (result.Stored, result.IsComplete, result.WasCancelled));
        var jobs = await shard.Queue("default").ReadAsync(new QueueReadOptions { Order = JobOrder.OldestFirst }, Token).ToListAsync(Token);
        Assert.Equal(result.Jids, jobs.Select(job => job.Jid));
        Assert.Equal(["[1]", "[2]", "[3]", "[4]", "[5]"], jobs.Select(job => job.Args!.Value.GetRawText()));
        Assert.Equal(5, result.Jids.Distinct().Count());
    }

    [Fact]
    public async Task PushBulk_NoJobs_DoesNothing()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        var result = await shard.Client.PushBulkAsync(Jobs(), cancellationToken: Token);

        Assert.Equal((0, true), (result.Slices.Count, result.IsComplete));
        Assert.Equal(0L, (long)await database.Redis.ExecuteAsync("DBSIZE"));
    }

    [Fact]
    public async Task PushBulk_DefaultSlices_HoldAThousandJobsOrAHundredForLater()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        var jobs = Jobs([.. Enumerable.Range(0, 1001)]);

        var now = await shard.Client.PushBulkAsync(jobs, cancellationToken: Token);
        var later = await shard.Client.PushBulkAsync(jobs with { Delay = TimeSpan.FromHours(1) }, cancellationToken: Token);

        Assert.Equal([1000, 1], now.Slices.Select(slice => slice.Count));
        Assert.Equal([.. Enumerable.Repeat(100, 10), 1], later.Slices.Select(slice => slice.Count));
        Assert.Equal((1001, 1001), (await database.Redis.ListLengthAsync("queue:default"), await database.Redis.SortedSetLengthAsync("schedule")));
    }

    [Fact]
    public async Task PushBulk_LargeArguments_EndASliceEarly()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        var large = JsonArguments.Of(new string('x', 1 << 20));

        var result = await shard.Client.PushBulkAsync(
            new BulkJobRequest { Class = "Hard", Jobs = BulkJobRequest.Each(Enumerable.Repeat(large, 5)) }, cancellationToken: Token);

        Assert.Equal([4, 1], result.Slices.Select(slice => slice.Count));
        Assert.Equal(5, await database.Redis.ListLengthAsync("queue:default"));
    }

    [Fact]
    public async Task PushBulk_WithATimeEach_SchedulesWhatIsNotDue()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        DateTimeOffset[] times = [TestShard.Now.AddSeconds(10), TestShard.Now, TestShard.Now.AddSeconds(20.5)];

        var result = await shard.Client.PushBulkAsync(
            new BulkJobRequest { Class = "Hard", Jobs = BulkJobRequest.Each([Args(1), Args(2), Args(3)], times) }, cancellationToken: Token);

        Assert.Equal([1, 1, 1], result.Slices.Select(slice => slice.Count));
        Assert.Equal(
            [1795445210, 1795445220.5], (await database.Redis.SortedSetRangeByRankWithScoresAsync("schedule")).Select(entry => entry.Score));
        Assert.Equal(1, await database.Redis.ListLengthAsync("queue:default"));
    }

    [Theory]
    [InlineData(100, 1795445250)]
    [InlineData(1, 1795445202.5)]
    public async Task PushBulk_SpreadOut_SchedulesWithinTheSpan(int seconds, double score)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ShardDriver.ConnectAsync(database.Options(), new PushDice { Fraction = 0.5 });

        await shard.Client.PushBulkAsync(Jobs(1, 2) with { Spread = TimeSpan.FromSeconds(seconds) }, cancellationToken: Token);

        Assert.Equal([score, score], (await database.Redis.SortedSetRangeByRankWithScoresAsync("schedule")).Select(entry => entry.Score));
    }

    [Fact]
    public async Task PushBulk_WhatAllJobsShareBreaksARule_IsRefusedBeforeAnythingIsSent()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        BulkJobRequest[] refused =
        [
            Jobs(1) with { Jid = "mine" },
            Jobs(1) with { Queue = "" },
            Jobs(1) with { Spread = TimeSpan.Zero },
            Jobs(1) with { Spread = TimeSpan.FromSeconds(9), At = TestShard.Now },
            Jobs(1) with { Spread = TimeSpan.FromSeconds(9), Delay = TimeSpan.FromSeconds(1) },
        ];

        foreach (var request in refused)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => shard.Client.PushBulkAsync(request, cancellationToken: Token));
        }

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => shard.Client.PushBulkAsync(Jobs(1), new BulkPushOptions { BatchSize = 1001 }, Token));
        Assert.Throws<ArgumentException>(() => BulkJobRequest.Each([Args(1)], [TestShard.Now, TestShard.Now]));
        Assert.Equal(0L, (long)await database.Redis.ExecuteAsync("DBSIZE"));
    }

    [Fact]
    public async Task PushBulk_OneJobBroken_ItsSliceIsNotSentAndTheOthersAre()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        JsonArguments[] jobs = [Args(0), Args(1), Args(2), Broken, Args(4)];

        var result = await shard.Client.PushBulkAsync(
            new BulkJobRequest { Class = "Hard", Jobs = BulkJobRequest.Each(jobs) }, new BulkPushOptions { BatchSize = 2 }, Token);

        Assert.Equal([PushState.Stored, PushState.Refused, PushState.Stored], result.Slices.Select(slice => slice.State));
        Assert.Equal("Job 3: The arguments are no array; put them into [ and ].", result.Slices[1].Reason);
        Assert.Equal((3, 2, true), (result.Stored, result.Refused, result.IsComplete));
        Assert.Equal(["[0]", "[1]", "[4]"], await ArgsAsync(shard, "default"));
    }

    [Fact]
    public async Task PushBulk_OfRequests_GoesToAllTheirQueuesInOneSlice()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        var requests = Enumerable.Range(0, 6).Select(number => new JobRequest
        {
            Class = $"Hard{number}",
            Args = Args(number),
            Queue = number % 2 == 0 ? "even" : null,
            Jid = $"jid{number}",
        });

        var result = await shard.Client.PushBulkAsync(requests.Append(new JobRequest { Class = "", Args = Args(6) }), new() { BatchSize = 6 }, Token);

        Assert.Equal([PushState.Stored, PushState.Refused], result.Slices.Select(slice => slice.State));
        Assert.StartsWith("Job 6: `Class` is empty", result.Slices[1].Reason, StringComparison.Ordinal);
        Assert.Equal(["jid0", "jid1", "jid2", "jid3", "jid4", "jid5"], result.Jids);
        Assert.Equal(["[0]", "[2]", "[4]"], await ArgsAsync(shard, "even"));
        Assert.Equal(["[1]", "[3]", "[5]"], await ArgsAsync(shard, "default"));
        Assert.Equal(["default", "even"], (await database.Redis.SetMembersAsync("queues")).Select(name => (string)name!).Order());
    }

    [Fact]
    public async Task PushBulk_ServerRefusesASlice_SendsNoMoreAndTellsWhatIsStored()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.StringSetAsync("queue:broken", "text");
        await using var shard = await database.ConnectAsync();
        var requests = Enumerable.Range(0, 50).Select(number => new JobRequest
        {
            Class = "Hard",
            Args = Args(number),
            Queue = number == 10 ? "broken" : null,
        });

        var result = await shard.Client.PushBulkAsync(requests, new BulkPushOptions { BatchSize = 1 }, Token);

        Assert.Equal(PushState.Failed, result.Slices[10].State);
        Assert.Contains("queue:broken", result.Slices[10].Reason, StringComparison.Ordinal);
        Assert.Empty(result.Slices[10].Jids);
        Assert.False(result.IsComplete);
        Assert.InRange(result.Slices.Count, 11, 14);
        Assert.Equal(result.Stored, await database.Redis.ListLengthAsync("queue:default"));
    }

    [Fact]
    public async Task PushBulk_Cancelled_EndsBetweenSlicesAndTellsWhatIsStored()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        using var cancelling = new CancellationTokenSource();
        var options = new BulkPushOptions { BatchSize = 10, Progress = new OnSlice(_ => cancelling.Cancel()), KeepsJids = false };

        var result = await shard.Client.PushBulkAsync(Jobs([.. Enumerable.Range(0, 1000)]), options, cancelling.Token);

        Assert.Equal((true, false), (result.WasCancelled, result.IsComplete));
        Assert.InRange(result.Stored, 10, 50);
        Assert.Equal(result.Stored, await database.Redis.ListLengthAsync("queue:default"));
        Assert.Empty(result.Jids);
    }

    [Fact]
    public async Task PushBulk_SourceOfJobsFails_TellsTheSlicesOnTheirWayFirst()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        var told = new List<PushedSlice>();

        await Assert.ThrowsAsync<InvalidDataException>(() => shard.Client.PushBulkAsync(
            new BulkJobRequest { Class = "Hard", Jobs = FailAfter(25) }, new BulkPushOptions { BatchSize = 10, Progress = new OnSlice(told.Add) }, Token));

        Assert.Equal([10, 10], told.Select(slice => slice.Count));
        Assert.Equal(20, await database.Redis.ListLengthAsync("queue:default"));
    }

    private static IEnumerable<BulkJob> FailAfter(int count)
    {
        for (var number = 0; number < count; number++)
        {
            yield return Args(number);
        }

        throw new InvalidDataException("the file is cut off");
    }

    private static JsonArguments Args(int number) => JsonArguments.Of(number);

    private static BulkJobRequest Jobs(params int[] numbers) =>
        new() { Class = "Hard", Jobs = BulkJobRequest.Each(numbers.Select(Args)) };

    private static async Task<IEnumerable<string>> ArgsAsync(DrivenShard shard, string queue) =>
        (await shard.Queue(queue).ReadAsync(new QueueReadOptions { Order = JobOrder.OldestFirst }, Token).ToListAsync(Token))
            .Select(job => job.Args!.Value.GetRawText());

    private sealed class OnSlice(Action<PushedSlice> act) : IProgress<PushedSlice>
    {
        public void Report(PushedSlice value) => act(value);
    }
}
