using SidekiqCluster.Redis.Tests.DataApi;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Receipts;

/// <summary>An act is repeated under its name, by another program and later: what was done is not done again.</summary>
public sealed class RepeatedActTests(RedisFixture redis)
{
    private readonly Guid _act = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clear_OfTwoQueuesInOneAct_AreTwoCalls()
    {
        await using var two = await TwoShards.ConnectAsync(redis);
        await two.Redis.ListLeftPushAsync("queue:a", ["1", "2"]);
        await two.Redis.ListLeftPushAsync("queue:b", ["3"]);

        Assert.Equal((2, 1), await ClearBothAsync(two.First.Acting(_act)));
        await two.Redis.ListLeftPushAsync("queue:a", "new");
        Assert.Equal((2, 1), await ClearBothAsync(two.Second.Acting(_act)));
        Assert.Equal(1, await two.Redis.ListLengthAsync("queue:a"));
        Assert.Equal((1, 0), await ClearBothAsync(two.Second.Acting(Guid.NewGuid())));

        static async Task<(long A, long B)> ClearBothAsync(SidekiqShard shard) =>
            (await shard.Queue("a").ClearAsync(Token), await shard.Queue("b").ClearAsync(Token));
    }

    [Fact]
    public async Task Act_CallWhileAnotherRuns_IsRefused()
    {
        await using var two = await TwoShards.ConnectAsync(redis);
        var acting = two.First.Acting(_act);

        await Assert.ThrowsAsync<InvalidOperationException>(() => acting.Client.PushBulkAsync(JobsAsync(), cancellationToken: Token));
        Assert.True(await acting.Queue("a").PauseAsync(Token));

        async IAsyncEnumerable<JobRequest> JobsAsync()
        {
            await acting.Queue("a").PauseAsync(Token);
            yield break;
        }
    }

    [Fact]
    public async Task Act_ShardIsDisposedOf_LeavesTheConnectionOpen()
    {
        await using var two = await TwoShards.ConnectAsync(redis);
        await two.First.Acting(_act).DisposeAsync();
        Assert.Equal(0, await two.First.Queue("a").GetSizeAsync(Token));
    }

    [Fact]
    public async Task Reschedule_TimeHasComeMeanwhile_AnswersAsBefore()
    {
        await using var two = await TwoShards.ConnectAsync(redis);
        await two.Redis.SortedSetAddAsync("retry", AJob.Retrying().Json, 5);
        var entry = await two.First.RetrySet.ReadAsync(cancellationToken: Token).FirstAsync(Token);
        var soon = TestShard.Now.AddSeconds(10);

        Assert.True(await two.First.Acting(_act).RetrySet.RescheduleAsync(entry, soon, Token));
        Assert.True(await two.Second.Acting(_act).RetrySet.RescheduleAsync(entry, soon, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => two.Second.RetrySet.RescheduleAsync(entry, soon, Token));
    }

    [Fact]
    public async Task Delete_ByScoreAndJid_DoesNotTakeTheNextOne()
    {
        await using var two = await TwoShards.ConnectAsync(redis);
        var job = AJob.Retrying().With("jid", "twin");
        await two.Redis.SortedSetAddAsync("retry", [new(job.With("n", 1).Json, 5), new(job.With("n", 2).Json, 5)]);

        Assert.True(await two.First.Acting(_act).RetrySet.DeleteAsync(5, "twin", Token));
        Assert.True(await two.Second.Acting(_act).RetrySet.DeleteAsync(5, "twin", Token));
        Assert.Equal(1, await two.Redis.SortedSetLengthAsync("retry"));
        Assert.False(await two.First.Acting(Guid.Empty).RetrySet.DeleteAsync(5, "unknown", Token));
    }

    [Fact]
    public async Task Kill_WithAWarning_WarnsAgain()
    {
        await using var two = await TwoShards.ConnectAsync(redis);
        await two.Redis.SortedSetAddAsync("dead", "old", 1);
        await two.Redis.SortedSetAddAsync("retry", [.. Enumerable.Range(0, 150).Select(n => new SortedSetEntry(AJob.Retrying().Json, n))]);
        var jobs = JobSelection.Of([.. await two.First.RetrySet.ReadAsync(cancellationToken: Token).ToListAsync(Token)]);

        var first = await two.First.Acting(_act).Operations.KillAsync(jobs, null, Token);
        var second = await two.Second.Acting(_act).Operations.KillAsync(jobs, null, Token);

        Assert.Equal((150, 150), (first.Done, second.Done));
        Assert.Equal(Assert.Single(first.Warnings), Assert.Single(second.Warnings));
    }

    [Fact]
    public async Task Kill_BrokenOffAfterAChunk_IsFinished()
    {
        await using var two = await TwoShards.ConnectAsync(redis);
        await two.Redis.SortedSetAddAsync("retry", [.. Enumerable.Range(0, 250).Select(n => new SortedSetEntry(AJob.Retrying().Json, n))]);
        var jobs = JobSelection.Of([.. await two.First.RetrySet.ReadAsync(cancellationToken: Token).ToListAsync(Token)]);
        using var breaking = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var options = new OperationOptions { Progress = new OnReport<OperationProgress>(breaking.Cancel) };

        var broken = await Assert.ThrowsAsync<JobOperationCanceledException>(
            () => two.First.Acting(_act).Operations.KillAsync(jobs, options, breaking.Token));
        var result = await two.Second.Acting(_act).Operations.KillAsync(jobs, null, Token);

        Assert.Equal((100, 250, 0), (broken.Result.Done, result.Done, result.Gone));
        Assert.Equal(250, await two.Redis.SortedSetLengthAsync("dead"));
    }

    [Fact]
    public async Task Trim_BrokenOffAfterAChunk_IsFinishedAndTellsOfAll()
    {
        await using var two = await TwoShards.ConnectAsync(redis);
        await two.Redis.SortedSetAddAsync("dead", [.. Enumerable.Range(0, 2_500).Select(n => new SortedSetEntry(n, n))]);
        using var breaking = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two.First.Acting(_act).DeadSet.TrimAsync(
            100, null, new OnReport<long>(breaking.Cancel), breaking.Token));
        Assert.Equal(2_400, await two.Second.Acting(_act).DeadSet.TrimAsync(100, null, null, Token));
        Assert.Equal(2_400, await two.First.Acting(_act).DeadSet.TrimAsync(100, null, null, Token));
        Assert.Equal(100, await two.Redis.SortedSetLengthAsync("dead"));
    }

    [Theory]
    [InlineData("queue:back")]
    [InlineData("retry")]
    public async Task Restore_BrokenOffAfterAChunk_IsFinished(string source)
    {
        await using var two = await TwoShards.ConnectAsync(redis);
        SavedJob[] jobs = [.. Enumerable.Range(0, 250).Select(n => new SavedJob
        {
            Shard = two.First.Name,
            Source = JobSource.Parse(source),
            Score = source == "retry" ? n : null,
            Raw = System.Text.Encoding.UTF8.GetBytes($"job {n / 2}{(source == "retry" ? $" {n}" : string.Empty)}"),
        })];
        using var breaking = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var options = new OperationOptions { Progress = new OnReport<OperationProgress>(breaking.Cancel) };

        await Assert.ThrowsAsync<JobOperationCanceledException>(
            () => two.First.Acting(_act).Operations.RestoreAsync(jobs, options, breaking.Token));
        var result = await two.Second.Acting(_act).Operations.RestoreAsync(jobs, null, Token);
        var again = await two.First.Acting(_act).Operations.RestoreAsync(jobs, null, Token);

        Assert.Equal((250, 0, 250, 0), (result.Done, result.Refused, again.Done, again.Refused));
        Assert.Equal(250, source == "retry" ? await two.Redis.SortedSetLengthAsync(source) : await two.Redis.ListLengthAsync(source));
    }

    [Fact]
    public async Task Mark_WasMarkedAlready_DoesNotMarkWhenTheLockIsGone()
    {
        await using var two = await TwoShards.ConnectAsync(redis);
        await two.First.Deploys.MarkAsync("v2", cancellationToken: Token);

        Assert.Equal(DeployMarkOutcome.AlreadyMarked, await two.First.Acting(_act).Deploys.MarkAsync("v2", cancellationToken: Token));
        await two.Redis.KeyDeleteAsync("deploylock-v2");
        Assert.Equal(DeployMarkOutcome.AlreadyMarked, await two.Second.Acting(_act).Deploys.MarkAsync("v2", cancellationToken: Token));
    }

    [Fact]
    public async Task QuietAll_ProcessesCameAndWent_TellsTheSameOnes()
    {
        await using var two = await TwoShards.ConnectAsync(redis);
        await AddProcessAsync("a:1:a");
        await AddProcessAsync("b:1:b");

        var first = await two.First.Acting(_act).Processes.QuietAllAsync(Token);
        await two.Redis.KeyDeleteAsync(["a:1:a", "a:1:a-signals", "b:1:b-signals"]);
        await AddProcessAsync("0:1:0");
        var second = await two.Second.Acting(_act).Processes.QuietAllAsync(Token);

        Assert.Equal(first, second);
        Assert.Equal(["a:1:a", "b:1:b"], first.Select(signal => signal.Identity).Order());
        Assert.Empty(await two.Redis.ListRangeAsync("0:1:0-signals"));

        async Task AddProcessAsync(string identity)
        {
            await two.Redis.SetAddAsync("processes", identity);
            await two.Redis.HashSetAsync(identity, [new("info", $$"""{"identity":"{{identity}}"}"""), new("beat", "1795445200.0"), new("quiet", "false")]);
        }
    }
}
