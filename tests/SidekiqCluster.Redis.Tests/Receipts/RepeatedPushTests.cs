using SidekiqCluster.Redis.Tests.DataApi;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Receipts;

/// <summary>A push is repeated under its name, by another program and later: each job is stored once, under the id that is told.</summary>
public sealed class RepeatedPushTests(RedisFixture redis)
{
    private static readonly JobRequest Simple = new() { Class = "Hard", Args = JsonArguments.None };

    private readonly Guid _act = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Push_TwoInOneAct_AreTwoJobsOfTheSameIds()
    {
        await using var two = await TwoShards.ConnectAsync(redis);

        var first = await PushBothAsync(two.First.Acting(_act));
        var second = await PushBothAsync(two.Second.Acting(_act));

        Assert.Equal(first, second);
        Assert.Matches("^[0-9a-f]{24}$", first[0]);
        Assert.Equal(first.Order(), (await two.First.Queue("default").ReadAsync(cancellationToken: Token).ToListAsync(Token)).Select(job => job.Jid!).Order());

        static async Task<string[]> PushBothAsync(SidekiqShard shard) =>
            [await shard.Client.PushAsync(Simple, Token), await shard.Client.PushAsync(Simple, Token)];
    }

    [Fact]
    public async Task Push_DueMeanwhile_StaysScheduled()
    {
        await using var two = await TwoShards.ConnectAsync(redis);
        var soon = Simple with { At = TestShard.Now.AddSeconds(10) };

        Assert.Equal(await two.First.Acting(_act).Client.PushAsync(soon, Token), await two.Second.Acting(_act).Client.PushAsync(soon, Token));
        Assert.Equal((1, 0), (await two.First.ScheduledSet.GetSizeAsync(Token), await two.First.Queue("default").GetSizeAsync(Token)));
    }

    [Fact]
    public async Task PushBulk_SomeDueMeanwhile_KeepsItsSlicesAndIds()
    {
        await using var two = await TwoShards.ConnectAsync(redis);
        JobRequest[] jobs = [.. Enumerable.Range(0, 95).Select(n => n % 20 < 10 ? Simple : Simple with { At = TestShard.Now.AddSeconds(10) })];
        var options = new BulkPushOptions { BatchSize = 7 };

        var results = await Task.WhenAll(
            two.First.Acting(_act).Client.PushBulkAsync(jobs, options, Token),
            two.Second.Acting(_act).Client.PushBulkAsync(jobs, options, Token));

        Assert.Equal((95, 95), (results[0].Stored, results[1].Stored));
        Assert.Equal(results[0].Jids, results[1].Jids);
        Assert.Equal(results[0].Jids.Order(), await JidsAsync(two.First));
    }

    [Fact]
    public async Task PushBulk_BrokenOff_IsFinished()
    {
        await using var two = await TwoShards.ConnectAsync(redis);
        using var breaking = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var jobs = Enumerable.Repeat(Simple, 100);
        var options = new BulkPushOptions { BatchSize = 7 };

        var broken = await two.First.Acting(_act).Client.PushBulkAsync(
            jobs, options with { Progress = new OnReport<PushedSlice>(breaking.Cancel) }, breaking.Token);
        var result = await two.Second.Acting(_act).Client.PushBulkAsync(jobs, options, Token);

        Assert.True(broken.WasCancelled);
        Assert.InRange(broken.Stored, 7, 93);
        Assert.Equal((100, true), (result.Stored, result.IsComplete));
        Assert.Equal(broken.Jids, result.Jids.Take((int)broken.Stored));
        Assert.Equal(result.Jids.Order(), await JidsAsync(two.First));
    }

    [Fact]
    public async Task PushBulk_Spread_IsSpreadOnce()
    {
        await using var two = await TwoShards.ConnectAsync(redis);
        var request = new BulkJobRequest
        {
            Class = "Hard",
            Jobs = BulkJobRequest.Each(Enumerable.Range(0, 250).Select(n => JsonArguments.Of(n))),
            Spread = TimeSpan.FromHours(1),
        };

        var first = await two.First.Acting(_act).Client.PushBulkAsync(request, cancellationToken: Token);
        var second = await two.Second.Acting(_act).Client.PushBulkAsync(request, cancellationToken: Token);

        Assert.Equal(first.Jids, second.Jids);
        var scheduled = await two.Redis.SortedSetRangeByRankWithScoresAsync("schedule");
        Assert.Equal((250, 250), (scheduled.Length, scheduled.Select(entry => entry.Score).Distinct().Count()));
    }

    private static async Task<IEnumerable<string>> JidsAsync(SidekiqShard shard) =>
        (await shard.ReadJobsAsync(JobSources.All, cancellationToken: Token).ToListAsync(Token)).Select(job => job.Jid!).Order();
}
