using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>What asks before it acts, and what the answer does.</summary>
public sealed class ConfirmationTests(RedisFixture redis)
{
    [Theory]
    [InlineData("y")]
    [InlineData("Y")]
    [InlineData(" yes ")]
    public async Task Ask_AnsweredYes_Acts(string typed)
    {
        await using var database = await FilledAsync();

        var result = await Cli(database, typed).RunAsync("job delete --in dead --where class:HardJob");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.StartsWith("Delete 2 jobs of dead that match class:HardJob in shard default? [y/N] ", result.Error, StringComparison.Ordinal);
        Assert.False(await database.Redis.KeyExistsAsync("dead"));
    }

    [Theory]
    [InlineData("n")]
    [InlineData("")]
    [InlineData("yess")]
    [InlineData("\ny")]
    public async Task Ask_AnsweredOtherwise_ChangesNothing(string typed)
    {
        await using var database = await FilledAsync();

        var result = await Cli(database, typed).RunAsync("job delete --in dead --all");

        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Equal(
            "Delete 2 jobs of dead in shard default? [y/N] sidekiq-cluster: not confirmed; nothing was done.\n", result.Error);
        Assert.Equal(2, await database.Redis.SortedSetLengthAsync("dead"));
    }

    [Theory]
    [InlineData("job delete --in dead --all")]
    [InlineData("job delete --in dead --jid j1")]
    [InlineData("job kill --in dead --jid j1")]
    [InlineData("job retry --in dead --all")]
    [InlineData("job enqueue --in dead --where class:HardJob")]
    [InlineData("job reschedule --in dead --all --at +1h")]
    [InlineData("job move --in dead --all --to low")]
    [InlineData("queue clear low")]
    [InlineData("set clear dead")]
    [InlineData("set trim dead --max-jobs 5")]
    [InlineData("stats reset")]
    [InlineData("process stop a:1:b")]
    [InlineData("process quiet --all")]
    public async Task Ask_NoTerminal_IsRefusedBeforeAnythingIsSent(string commandLine)
    {
        var result = await new TestCli { Environment = { ["REDIS_URL"] = TestCli.ClosedUrl } }.RunAsync(commandLine);

        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.EndsWith("asks before it acts, and there is no terminal to ask at; give --yes. Nothing was done.", result.ErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("job retry --in dead --jid j1")]
    [InlineData("job enqueue --in dead --jid j1")]
    [InlineData("job reschedule --in dead --jid j1 --at +1h")]
    [InlineData("job move --in dead --jid j1 --to low")]
    [InlineData("job delete --in dead --all --dry-run")]
    public async Task Act_NothingTakenAwayAndAllNamed_DoesNotAsk(string commandLine)
    {
        await using var database = await FilledAsync();

        var result = await Cli(database, typed: null).RunAsync(commandLine);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.DoesNotContain("[y/N]", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("job delete --in dead --jid j1 j2", "Delete 2 jobs (j1, j2) in shard default? [y/N] ")]
    [InlineData("job retry --in dead scheduled --all --limit 1", "Retry 1 job of dead scheduled in shard default? [y/N] ")]
    [InlineData("job move --in dead --all --to low", "Move 2 jobs of dead in shard default to queue low? [y/N] ")]
    [InlineData("job reschedule --in dead --all --at +1h --spread 10m", "Reschedule 2 jobs of dead in shard default to 2026-11-23 16:00:00Z and up to 10m later? [y/N] ")]
    public async Task Question_OfEachAct_NamesWhatItTouches(string commandLine, string question)
    {
        await using var database = await FilledAsync();

        var result = await Cli(database, "n").RunAsync(commandLine);

        Assert.StartsWith(question, result.Error, StringComparison.Ordinal);
        Assert.Equal(["j1", "j2"], await JobActTests.JidsAsync(database, "dead"));
    }

    [Fact]
    public async Task Question_SeveralShards_TellsEachPart()
    {
        await using var eu = await FilledAsync();
        await using var us = await redis.NewDatabaseAsync();
        await JobActTests.AddAsync(us, "dead", AJob.Dead());

        var result = await new TestCli { Typed = "n" }.RunAsync(
            "job", "delete", "--in", "dead", "--all", "--shard", $"eu={eu.Url}", "--shard", $"us={us.Url}");

        Assert.StartsWith("Delete 3 jobs of dead in 2 shards (eu 2, us 1)? [y/N] ", result.Error, StringComparison.Ordinal);
    }

    private static TestCli Cli(TestDatabase database, string? typed) =>
        new() { Environment = { ["REDIS_URL"] = database.Url }, Typed = typed };

    private async Task<TestDatabase> FilledAsync()
    {
        var database = await redis.NewDatabaseAsync();
        await JobActTests.AddAsync(database, "dead", AJob.Dead().With(jid: "j1"), AJob.Dead().With(jid: "j2"));
        return database;
    }
}
