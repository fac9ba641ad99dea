using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>What processes are told, and how that is waited for.</summary>
public sealed class ProcessSignalTests(RedisFixture redis)
{
    private const string Batch = "batch.2:13860:f923dc00dd4a";

    [Theory]
    [InlineData("quiet", "TSTP")]
    [InlineData("stop --yes", "TERM")]
    [InlineData("dump", "TTIN")]
    public async Task Signal_NamedProcess_WaitsForIt(string verb, string signal)
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));

        var first = await Cli(database).RunAsync($"process {verb} {Batch} --format jsonl");
        var second = await Cli(database).RunAsync($"process {verb} {Batch} --format jsonl");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (first.ExitCode, second.ExitCode));
        Assert.Equal(
            $$"""{"shard":"default","identity":"{{Batch}}","outcome":"sent","reason":null,"obeyed":null}""", first.Lines[0]);
        Assert.Equal("already_signalled", second.Json.GetProperty("outcome").GetString());
        Assert.Equal([signal], (await database.Redis.ListRangeAsync($"{Batch}-signals")).Select(text => (string)text!));
    }

    [Fact]
    public async Task Signal_NotAlive_IsNotFoundAndTheOthersAreTold()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));

        var result = await Cli(database).RunAsync($"process quiet a:1:b {Batch} --format json");

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Equal("sidekiq-cluster: there is no living process 'a:1:b'; see 'sidekiq-cluster process list'.", result.ErrorLine);
        Assert.Equal("a:1:b", Assert.Single(result.Json.GetProperty("missing").EnumerateArray()).GetString());
        Assert.Equal(1, result.Json.GetProperty("signals").GetArrayLength());
        Assert.False(await database.Redis.KeyExistsAsync("a:1:b-signals"));
    }

    [Fact]
    public async Task Stop_All_AsksWithTheirNumber()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        var living = (await Cli(database).RunAsync("process list --format jsonl")).Lines.Length;

        var asked = await Cli(database, "n").RunAsync("process stop --all");

        Assert.Equal(ExitCode.Refused, asked.ExitCode);
        Assert.StartsWith($"Stop {living} processes (", asked.Error, StringComparison.Ordinal);
        Assert.Contains(") in shard default? [y/N] ", asked.Error, StringComparison.Ordinal);
        Assert.False(await database.Redis.KeyExistsAsync($"{Batch}-signals"));
    }

    [Fact]
    public async Task Quiet_Embedded_IsRefused()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        var info = (string)(await database.Redis.HashGetAsync(Batch, "info"))!;
        await database.Redis.HashSetAsync(Batch, "info", info.Replace("\"embedded\":false", "\"embedded\":true", StringComparison.Ordinal));

        var result = await Cli(database).RunAsync($"process quiet {Batch}");

        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.Contains("embedded", result.Output, StringComparison.Ordinal);
        Assert.False(await database.Redis.KeyExistsAsync($"{Batch}-signals"));
    }

    [Theory]
    [InlineData("quiet", "quiet", true)]
    [InlineData("stop", "gone", true)]
    [InlineData("quiet", "quiet", false)]
    public async Task Wait_UntilItIsSo_TellsWhetherItIs(string verb, string goal, bool obeys)
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        if (obeys && goal == "quiet")
        {
            await database.Redis.HashSetAsync(Batch, "quiet", "true");
        }

        // A process that has the signal already goes on beating until it is gone.
        var timeout = goal == "gone" ? "1m" : "0s";
        var run = Cli(database).RunAsync($"process {verb} {Batch} --yes --wait --timeout {timeout} --format json");
        if (goal == "gone")
        {
            while (!await database.Redis.KeyExistsAsync($"{Batch}-signals"))
            {
                await Task.Yield();
            }

            await database.Redis.KeyDeleteAsync(Batch);
            await database.Redis.SetRemoveAsync("processes", Batch);
        }

        var result = await run;
        Assert.Equal(obeys ? ExitCode.Done : ExitCode.Failed, result.ExitCode);
        Assert.Equal(obeys, result.Json.GetProperty("signals")[0].GetProperty("obeyed").GetBoolean());
        Assert.Equal(obeys ? string.Empty : $"Process {Batch} is not quiet after 0s.\n", result.Error);
    }

    [Fact]
    public async Task Prune_DeadProcess_TakesItOffTheList()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await database.Redis.KeyDeleteAsync("process_cleanup");
        var before = await database.Redis.SetLengthAsync("processes");
        var living = (await Cli(database).RunAsync("process list --format jsonl")).Lines.Length;

        var result = await Cli(database).RunAsync("process prune --format json");

        Assert.Equal(before - living, result.Json.GetProperty("pruned")[0].GetProperty("pruned").GetInt64());
        Assert.Equal(living, await database.Redis.SetLengthAsync("processes"));
    }

    private static TestCli Cli(TestDatabase database, string? typed = null) =>
        new() { Environment = { ["REDIS_URL"] = database.Url }, Typed = typed, Clock = TimeProvider.System };
}
