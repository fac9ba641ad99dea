using System.Diagnostics;
using System.Text.Json;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Acts over several shards, and acts that end half-way.</summary>
public sealed class LongActTests(RedisFixture redis)
{
    [Fact]
    public async Task Act_SeveralShards_TellsPartsAndSum()
    {
        await using var eu = await FilledAsync(3);
        await using var us = await FilledAsync(2);

        var result = await RunAsync("job kill --in retry --all --yes", eu, us);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(
            """
            SHARD  MATCHED  DONE  GONE  REFUSED  FAILED  UNKNOWN
            eu           3     3     0        0       0        0
            us           2     2     0        0       0        0
            (all)        5     5     0        0       0        0

            """,
            result.Output);
        Assert.Equal((3, 2), (await eu.Redis.SortedSetLengthAsync("dead"), await us.Redis.SortedSetLengthAsync("dead")));
    }

    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(3, 0, 2)]
    [InlineData(4, 0, 1)]
    [InlineData(9, 0, 0)]
    public async Task Limit_SeveralShards_IsForAllTogether(int limit, int leftInEu, int leftInUs)
    {
        await using var eu = await FilledAsync(3);
        await using var us = await FilledAsync(2);

        await RunAsync($"job delete --in retry --all --limit {limit} --yes", eu, us);

        Assert.Equal(
            (leftInEu, leftInUs),
            (await eu.Redis.SortedSetLengthAsync("retry"), await us.Redis.SortedSetLengthAsync("retry")));
    }

    [Fact]
    public async Task Act_OneShardLost_ActsInTheOtherAndMarksTheGap()
    {
        await using var eu = await FilledAsync(3);

        var result = await new TestCli().RunAsync(
            "job", "delete", "--in", "retry", "--all", "--yes", "--format", "json", "--shard", $"eu={eu.Url}", "--shard", $"us={TestCli.ClosedUrl}");

        Assert.Equal(ExitCode.ShardMissing, result.ExitCode);
        Assert.Equal(3, result.Json.GetProperty("done").GetInt32());
        Assert.Equal(JsonValueKind.Null, result.Json.GetProperty("by_shard").GetProperty("us").ValueKind);
        Assert.Contains("us", result.ErrorLine, StringComparison.Ordinal);
        Assert.False(await eu.Redis.KeyExistsAsync("retry"));
    }

    [Fact]
    public async Task Act_LoneShardLost_Fails()
    {
        var result = await new TestCli().RunAsync(
            "job", "delete", "--in", "retry", "--all", "--yes", "--format", "json", "--redis", TestCli.ClosedUrl);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(JsonValueKind.Null, result.Json.GetProperty("done").ValueKind);
        Assert.Equal("delete", result.Json.GetProperty("operation").GetString());
    }

    [Fact]
    public async Task Cancel_BetweenTwoChunks_TellsWhatWasDone()
    {
        await using var database = await FilledAsync(120);
        var clock = new WatchClock(TimeSpan.FromSeconds(1));
        var cli = new TestCli { Clock = clock, Environment = { ["REDIS_URL"] = database.Url } };
        using var cancellation = new CancellationTokenSource();

        var run = CommandLine.RunAsync(
            ["job", "delete", "--in", "retry", "--all", "--rate", "50/s", "--yes", "--format", "jsonl"], cli.HostFor(), cancellation.Token);
        await clock.ArmedAsync();
        await cancellation.CancelAsync();

        Assert.Equal((int)ExitCode.Cancelled, await run);
        Assert.Equal("sidekiq-cluster: cancelled: delete was done for 50 jobs; run it again to go on.\n", cli.Error.ToString());
        Assert.Equal(50, JsonElement.Parse(cli.Output.ToArray()).GetProperty("done").GetInt32());
        Assert.Equal(70, await database.Redis.SortedSetLengthAsync("retry"));
    }

    [Fact]
    public async Task Interrupt_OfTheProcess_EndsBetweenTwoChunks()
    {
        await using var database = await FilledAsync(3);
        using var process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "sidekiq-cluster"),
            ["job", "delete", "--in", "retry", "--all", "--rate", "0.01/s", "--yes", "--redis", database.Url])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        while (await database.Redis.SortedSetLengthAsync("retry") == 3)
        {
            await Task.Yield();
        }

        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((int)ExitCode.Cancelled, process.ExitCode);
        Assert.Equal("sidekiq-cluster: cancelled: delete was done for 1 job; run it again to go on.\n", error);
        Assert.Equal(2, await database.Redis.SortedSetLengthAsync("retry"));
    }

    [Fact]
    public async Task Retry_Spread_PutsJobsOffAndAsksWithIt()
    {
        await using var database = await redis.NewDatabaseAsync();
        await JobActTests.AddAsync(database, "dead", AJob.Dead(), AJob.Dead());
        var cli = new TestCli { Typed = "y", Environment = { ["REDIS_URL"] = database.Url } };

        var result = await cli.RunAsync("job retry --in dead --all --spread 30m");

        Assert.Equal("Retry 2 jobs of dead in shard default, spread over 30m? [y/N] ", result.Error);
        var now = cli.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.All(
            await database.Redis.SortedSetRangeByRankWithScoresAsync("retry"), entry => Assert.InRange(entry.Score, now, now + 1800));
        Assert.Equal(2, await database.Redis.SortedSetLengthAsync("retry"));
    }

    [Theory]
    [InlineData(true, "", true)]
    [InlineData(true, " --format json", false)]
    [InlineData(true, " --dry-run", false)]
    [InlineData(false, "", false)]
    public async Task Bar_LongWork_IsDrawnOnATerminalForPeople(bool isTerminal, string options, bool isDrawn)
    {
        await using var database = await FilledAsync(250);
        var cli = new TestCli { ErrorIsTerminal = isTerminal, Environment = { ["REDIS_URL"] = database.Url } };

        var result = await cli.RunAsync("job delete --in retry --all --yes" + options);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(isDrawn, result.Error.Contains("250/250", StringComparison.Ordinal));
        Assert.DoesNotContain("250/250", result.Output, StringComparison.Ordinal);
    }

    private static Task<CliResult> RunAsync(string commandLine, TestDatabase eu, TestDatabase us) =>
        new TestCli().RunAsync([.. commandLine.Split(' '), "--shard", $"eu={eu.Url}", "--shard", $"us={us.Url}"]);

    private async Task<TestDatabase> FilledAsync(int count)
    {
        var database = await redis.NewDatabaseAsync();
        await JobActTests.AddAsync(database, "retry", [.. Enumerable.Range(0, count).Select(_ => AJob.Retrying())]);
        return database;
    }
}
