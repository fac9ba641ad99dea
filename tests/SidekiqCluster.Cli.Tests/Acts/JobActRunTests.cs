using SidekiqCluster.Cli.Shards;
using SidekiqCluster.Fleets;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Cli.Acts;

/// <summary>A shard that is lost, or a run that is cancelled, in the middle of the work.</summary>
public sealed class JobActRunTests(RedisFixture redis)
{
    [Fact]
    public async Task Run_ShardLostHalfway_IsAGapWithWhatWasDone()
    {
        await using var database = await redis.NewDatabaseAsync();
        var run = NewRun(new TestCli(), database);
        await using var shards = run.Shards;
        var act = new JobAct("delete", string.Empty, (_, _, options, _) =>
        {
            options.Progress!.Report(new OperationProgress(300, 300, 0));
            throw new SidekiqClusterException("Shard default went away.", "default");
        });

        var results = await RunAsync(run, act, CancellationToken.None);
        var answer = new OperationAnswer("delete", IsDryRun: false, results).ToAnswer();

        var part = Assert.Single(results.All);
        Assert.Equal(300, part.Value.Done);
        Assert.Equal("Shard default went away. Before that, delete was done for 300 jobs; run it again to go on.", part.Error);
        Assert.Equal(ExitCode.Failed, answer.ExitCode);
        Assert.Equal(1, answer.Rows.Count);
    }

    [Fact]
    public async Task Run_ShardLostBeforeTheFirstJob_IsAGapWithoutAResult()
    {
        await using var database = await redis.NewDatabaseAsync();
        var run = NewRun(new TestCli(), database);
        await using var shards = run.Shards;
        var act = new JobAct("delete", string.Empty, (_, _, _, _) => throw new SidekiqClusterException("Shard default went away."));

        var part = Assert.Single((await RunAsync(run, act, CancellationToken.None)).All);

        Assert.Equal(("Shard default went away.", true), (part.Error, part.Value is null));
    }

    [Fact]
    public async Task Run_CancelledWithoutAResult_TellsTheProgress()
    {
        await using var database = await redis.NewDatabaseAsync();
        var cli = new TestCli();
        var run = NewRun(cli, database);
        await using var shards = run.Shards;
        using var cancellation = new CancellationTokenSource();
        var act = new JobAct("trim", string.Empty, async (_, _, options, token) =>
        {
            options.Progress!.Report(new OperationProgress(4_000, 4_000, 0));
            await cancellation.CancelAsync();
            token.ThrowIfCancellationRequested();
            return null!;
        });

        var part = Assert.Single((await RunAsync(run, act, cancellation.Token)).Ok);

        Assert.Equal(4_000, part.Value.Done);
        Assert.Equal("sidekiq-cluster: cancelled: trim was done for 4000 jobs; run it again to go on.\n", cli.Error.ToString());
    }

    private static async Task<ShardAnswers<OperationResult>> RunAsync(VerbRun run, JobAct act, CancellationToken cancellationToken)
    {
        var chosen = await run.Shards.AskAsync(
            (_, _) => Task.FromResult(new ChosenJobs(1, JobSelection.Of())), TestContext.Current.CancellationToken);
        return await new JobActRun(run, act, OperationOptions.Default).RunAsync(chosen, cancellationToken);
    }

    private static VerbRun NewRun(TestCli cli, TestDatabase database)
    {
        var host = cli.HostFor();
        var access = new DirectAccess([ShardTarget.Of(ShardTarget.LoneName, database.Url, string.Empty)], host.Clock);
        return new VerbRun(new ShardRoster(access, ShardSelection.All), new AnswerWriter(host.ToTarget(), OutputFormat.Table), host.Clock);
    }
}
