using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Queues and sets that are emptied, and the dead set that is trimmed.</summary>
public sealed class RemovalTests(RedisFixture redis)
{
    [Fact]
    public async Task QueueClear_Confirmed_RemovesJobsAndName()
    {
        await using var database = await FilledAsync();

        var result = await Cli(database, "y").RunAsync("queue clear low");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal("Remove 2 jobs of queue low in shard default? [y/N] ", result.Error);
        Assert.Equal(
            """
            MATCHED  DONE  GONE  REFUSED  FAILED  UNKNOWN
                  2     2     0        0       0        0

            """,
            result.Output);
        Assert.False(await database.Redis.KeyExistsAsync("queue:low"));
        Assert.Equal(["default"], (await database.Redis.SetMembersAsync("queues")).Select(name => (string)name!));
    }

    [Fact]
    public async Task QueueClear_EmptyQueue_AsksAsWell()
    {
        await using var database = await FilledAsync();

        var result = await Cli(database, "n").RunAsync("queue clear default");

        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.StartsWith("Remove 0 jobs of queue default in shard default? [y/N] ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueueClear_NotThere_IsNotFound()
    {
        await using var database = await FilledAsync();

        var result = await Cli(database).RunAsync("queue clear nope --yes");

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Equal("sidekiq-cluster: there is no queue 'nope'; see 'sidekiq-cluster queue list'.", result.ErrorLine);
    }

    [Fact]
    public async Task QueueClear_InOneOfTwoShards_TellsBoth()
    {
        await using var eu = await FilledAsync();
        await using var us = await redis.NewDatabaseAsync();

        var result = await new TestCli { Typed = "y" }.RunAsync(
            "queue", "clear", "low", "--format", "json", "--shard", $"eu={eu.Url}", "--shard", $"us={us.Url}");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal("Remove 2 jobs of queue low in shard eu? [y/N] ", result.Error);
        Assert.Equal("clear", result.Json.GetProperty("operation").GetString());
        Assert.Equal(2, result.Json.GetProperty("by_shard").GetProperty("eu").GetProperty("done").GetInt32());
        Assert.Equal(0, result.Json.GetProperty("by_shard").GetProperty("us").GetProperty("done").GetInt32());
    }

    [Theory]
    [InlineData("scheduled", "schedule")]
    [InlineData("retry", "retry")]
    [InlineData("dead", "dead")]
    public async Task SetClear_EachSet_RemovesAll(string name, string key)
    {
        await using var database = await redis.NewDatabaseAsync();
        await JobActTests.AddAsync(database, key, AJob.Dead(), AJob.Dead(), AJob.Dead());

        var dry = await Cli(database).RunAsync($"set clear {name} --dry-run --format jsonl");
        var left = await database.Redis.SortedSetLengthAsync(key);
        var result = await Cli(database).RunAsync($"set clear {name} --yes --format jsonl");

        Assert.Equal((3, 3), (dry.Json.GetProperty("done").GetInt32(), left));
        Assert.Equal((3, ExitCode.Done), (result.Json.GetProperty("done").GetInt32(), result.ExitCode));
        Assert.False(await database.Redis.KeyExistsAsync(key));
    }

    [Theory]
    [InlineData("--max-jobs 2", 2, "j3 j4")]
    [InlineData("--max-jobs 9", 0, "j1 j2 j3 j4")]
    [InlineData("--max-age 90m", 1, "j2 j3 j4")]
    [InlineData("--max-age 90m --max-jobs 1", 3, "j4")]
    [InlineData("--max-age 0s --max-jobs 1", 4, "")]
    public async Task SetTrim_Limits_RemoveTheOldest(string limits, int removed, string left)
    {
        await using var database = await redis.NewDatabaseAsync();
        var now = new DateTimeOffset(2026, 11, 23, 15, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        for (var i = 1; i <= 4; i++)
        {
            await database.Redis.SortedSetAddAsync("dead", AJob.Dead().With(jid: $"j{i}").Bytes, now - (1800 * (5 - i)));
        }

        var dry = await Cli(database).RunAsync($"set trim dead {limits} --dry-run --format jsonl");
        var asked = await Cli(database, "n").RunAsync($"set trim dead {limits}");
        var result = await Cli(database).RunAsync($"set trim dead {limits} --yes --format jsonl");

        Assert.Equal(
            (removed, removed),
            (dry.Json.GetProperty("done").GetInt32(), result.Json.GetProperty("done").GetInt32()));
        Assert.StartsWith($"Remove {(removed == 1 ? "1 job" : $"{removed} jobs")} of dead, the oldest ones, in shard default? ", asked.Error, StringComparison.Ordinal);
        Assert.Equal(left, string.Join(' ', await JobActTests.JidsAsync(database, "dead")));
    }

    private static TestCli Cli(TestDatabase database, string? typed = null) =>
        new() { Environment = { ["REDIS_URL"] = database.Url }, Typed = typed };

    private async Task<TestDatabase> FilledAsync()
    {
        var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("queues", ["low", "default"]);
        await database.Redis.ListLeftPushAsync("queue:low", [AJob.Enqueued().Bytes, "{"]);
        return database;
    }
}
