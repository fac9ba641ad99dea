using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Acts on one thing: a queue's pause, counters, an iterable job, a deploy.</summary>
public sealed class SmallActTests(RedisFixture redis)
{
    [Fact]
    public async Task Pause_Queue_IsListedAndWarnsOnce()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("queues", "low");

        var first = await Cli(database).RunAsync("queue pause low --format json");
        var second = await Cli(database).RunAsync("queue pause low --format json");

        Assert.True(first.Json.GetProperty("queues")[0].GetProperty("changed").GetBoolean());
        Assert.Equal($"{first.Json.GetProperty("warnings")[0].GetString()}\n", first.Error);
        Assert.StartsWith("Only Sidekiq Pro honours a pause", first.Error, StringComparison.Ordinal);
        Assert.False(second.Json.GetProperty("queues")[0].GetProperty("changed").GetBoolean());
        Assert.Empty(second.Error);
        Assert.True(await database.Redis.SetContainsAsync("paused", "low"));
    }

    [Fact]
    public async Task Unpause_QueueThatIsGone_EndsThePause()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("paused", "low");

        var result = await Cli(database).RunAsync("queue unpause low --format jsonl");

        Assert.Equal("""{"shard":"default","name":"low","paused":false,"changed":true}""", result.Lines[0]);
        Assert.False(await database.Redis.KeyExistsAsync("paused"));
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("unpause")]
    public async Task Pause_NotThere_IsNotFound(string verb)
    {
        await using var database = await redis.NewDatabaseAsync();

        var result = await Cli(database).RunAsync($"queue {verb} nope");

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Equal("sidekiq-cluster: there is no queue 'nope'; see 'sidekiq-cluster queue list'.", result.ErrorLine);
        Assert.False(await database.Redis.KeyExistsAsync("paused"));
    }

    [Theory]
    [InlineData("", "processed (42) and failed (7)", "0", "0")]
    [InlineData(" failed", "failed (7)", "42", "0")]
    [InlineData(" processed processed", "processed (42)", "0", "7")]
    public async Task StatsReset_Confirmed_SetsToZero(string counters, string asked, string processed, string failed)
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.StringSetAsync([new("stat:processed", 42), new("stat:failed", 7), new("stat:processed:2026-11-23", 4)]);

        var result = await Cli(database, "y").RunAsync($"stats reset{counters} --format json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal($"Set to zero {asked} in shard default? [y/N] ", result.Error);
        Assert.Equal("shard,counter,before", string.Join(',', result.Json.GetProperty("reset")[0].EnumerateObject().Select(p => p.Name)));
        Assert.Equal(
            (processed, failed, "4"),
            (await TextAsync("stat:processed"), await TextAsync("stat:failed"), await TextAsync("stat:processed:2026-11-23")));

        async Task<string> TextAsync(string key) => (string?)await database.Redis.StringGetAsync(key) ?? "0";
    }

    [Fact]
    public async Task StatsReset_BesideStats_LeavesStatsAVerb()
    {
        await using var database = await redis.NewDatabaseAsync();

        var result = await Cli(database).RunAsync("--format jsonl stats");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(0, result.Json.GetProperty("processed").GetInt32());
    }

    [Fact]
    public async Task IterationCancel_LoneShard_CancelsEvenWhatNobodyKnows()
    {
        await using var database = await redis.NewDatabaseAsync();

        var result = await Cli(database).RunAsync("iteration cancel abc --format jsonl");

        Assert.Equal("""{"shard":"default","jid":"abc","cancelled_at":"2026-11-23T15:00:00.000000Z"}""", result.Lines[0]);
        Assert.True(await database.Redis.HashExistsAsync("it-abc", "cancelled"));
    }

    [Fact]
    public async Task IterationCancel_SeveralShards_IsWhereItHasBegun()
    {
        await using var eu = await redis.NewDatabaseAsync();
        await using var us = await redis.NewDatabaseAsync();
        await us.Redis.HashSetAsync("it-abc", [new("ex", 2), new("rt", "1.5"), new("c", "7")]);
        string[] shards = ["--shard", $"eu={eu.Url}", "--shard", $"us={us.Url}"];

        var found = await new TestCli().RunAsync(["iteration", "cancel", "abc", "--format", "jsonl", .. shards]);
        var missing = await new TestCli().RunAsync(["iteration", "cancel", "nope", .. shards]);

        Assert.Equal("us", found.Json.GetProperty("shard").GetString());
        Assert.False(await eu.Redis.KeyExistsAsync("it-abc"));
        Assert.Equal(ExitCode.NotFound, missing.ExitCode);
        Assert.EndsWith("give one shard alone to cancel it before it begins.", missing.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeployMark_TwoOfAMinute_SecondIsRefused()
    {
        await using var database = await redis.NewDatabaseAsync();

        var first = await Cli(database).RunAsync("deploy", "mark", "v1 (Fix)", "--at", "2026-11-23T14:30:10Z", "--format", "jsonl");
        var again = await Cli(database).RunAsync("deploy", "mark", "v1 (Fix)", "--at", "2026-11-23T14:30:20Z", "--format", "jsonl");
        var other = await Cli(database).RunAsync("deploy", "mark", "v2", "--at", "2026-11-23T14:30:30Z", "--format", "jsonl");
        var list = await Cli(database).RunAsync("deploy list --format jsonl");

        Assert.Equal("""{"shard":"default","at":"2026-11-23T14:30:10.000000Z","label":"v1 (Fix)","outcome":"marked"}""", first.Lines[0]);
        Assert.Equal((ExitCode.Done, "already_marked"), (again.ExitCode, again.Json.GetProperty("outcome").GetString()));
        Assert.Equal((ExitCode.Refused, "minute_taken"), (other.ExitCode, other.Json.GetProperty("outcome").GetString()));
        Assert.Equal("v1 (Fix)", list.Json.GetProperty("label").GetString());
    }

    private static TestCli Cli(TestDatabase database, string? typed = null) =>
        new() { Environment = { ["REDIS_URL"] = database.Url }, Typed = typed };
}
