using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Acts on jobs: which are meant, whether they are asked for, and what is told.</summary>
public sealed class JobActTests(RedisFixture redis)
{
    [Fact]
    public async Task Delete_Filter_TakesWhatMatchesAlone()
    {
        await using var database = await redis.NewDatabaseAsync();
        await AddAsync(database, "dead", AJob.Dead().With(jid: "j1"), AJob.Dead().With(jid: "j2", @class: "SoftJob"));

        var result = await Cli(database).RunAsync("job delete --in dead --where class:HardJob --yes");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(
            """
            MATCHED  DONE  GONE  REFUSED  FAILED  UNKNOWN
                  1     1     0        0       0        0

            """,
            result.Output);
        Assert.Empty(result.Error);
        Assert.Equal(["j2"], await JidsAsync(database, "dead"));
    }

    [Theory]
    [InlineData("retry", "queue:default", 1)]
    [InlineData("enqueue", "queue:default", 1)]
    [InlineData("move --to low", "queue:low", 1)]
    [InlineData("kill", "dead", 1)]
    [InlineData("reschedule --at +2h", "retry", 1)]
    [InlineData("delete", "retry", 0)]
    public async Task Act_NamedJob_GoesWhereTheVerbSays(string verb, string target, int there)
    {
        await using var database = await redis.NewDatabaseAsync();
        await AddAsync(database, "retry", AJob.Retrying().With(jid: "j1"));

        var result = await Cli(database).RunAsync($"job {verb} --in retry --jid j1 --yes --format json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(verb.Split(' ')[0], result.Json.GetProperty("operation").GetString());
        Assert.Equal(1, result.Json.GetProperty("done").GetInt64());
        Assert.Equal(there, target.StartsWith("queue", StringComparison.Ordinal)
            ? await database.Redis.ListLengthAsync(target)
            : await database.Redis.SortedSetLengthAsync(target));
        Assert.Equal(target == "retry" && there == 1, await database.Redis.KeyExistsAsync("retry"));
    }

    [Fact]
    public async Task Reschedule_RelativeTime_CountsFromNow()
    {
        await using var database = await redis.NewDatabaseAsync();
        await AddAsync(database, "retry", AJob.Retrying());

        await Cli(database).RunAsync("job", "reschedule", "--in", "retry", "--all", "--at", "in 1h30m", "--yes");

        var entry = Assert.Single(await database.Redis.SortedSetRangeByRankWithScoresAsync("retry"));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 16, 30, 0, TimeSpan.Zero).ToUnixTimeSeconds(), entry.Score);
    }

    [Theory]
    [InlineData("--all")]
    [InlineData("--where class:HardJob")]
    [InlineData("--jid j1")]
    public async Task DryRun_AnyChoice_TellsAndChangesNothing(string choice)
    {
        await using var database = await redis.NewDatabaseAsync();
        await AddAsync(database, "dead", AJob.Dead().With(jid: "j1"));

        var result = await Cli(database).RunAsync($"job delete --in dead {choice} --dry-run");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("1     1", result.Output, StringComparison.Ordinal);
        Assert.Equal("Dry run: nothing was changed.\n", result.Error);
        Assert.Equal(["j1"], await JidsAsync(database, "dead"));
    }

    [Fact]
    public async Task Act_NothingMatches_SaysSoAndDoesNotAsk()
    {
        await using var database = await redis.NewDatabaseAsync();

        var result = await Cli(database, typed: "").RunAsync("job delete --in dead --all");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal("No such jobs.\n", result.Error);
    }

    [Fact]
    public async Task Act_MalformedJob_IsRefusedAndTheOthersGoOn()
    {
        await using var database = await redis.NewDatabaseAsync();
        await AddAsync(database, "dead", AJob.Dead().With(jid: "j1"));
        await database.Redis.SortedSetAddAsync("dead", "{", 7);

        var result = await Cli(database).RunAsync("job retry --in dead --all --yes --format json");

        Assert.Equal(ExitCode.Refused, result.ExitCode);
        Assert.Equal(
            (2, 1, 1),
            (result.Json.GetProperty("matched").GetInt32(), result.Json.GetProperty("done").GetInt32(), result.Json.GetProperty("refused").GetInt32()));
        Assert.Equal(1, Assert.Single(result.Json.GetProperty("reasons").EnumerateObject()).Value.GetInt32());
        Assert.Equal(1, await database.Redis.ListLengthAsync("queue:default"));
        Assert.Equal("{", Assert.Single(await database.Redis.SortedSetRangeByRankAsync("dead")));
    }

    [Fact]
    public async Task Act_JobOfABatch_Warns()
    {
        await using var database = await redis.NewDatabaseAsync();
        await AddAsync(database, "dead", AJob.Dead().With("bid", "b-1"));

        var result = await Cli(database).RunAsync("job delete --in dead --all --yes --format jsonl");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("batch", result.Json.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("batch", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public async Task Act_OtherFormats_HaveTheDocumentedKeys(string format)
    {
        const string Counts = "matched,done,gone,refused,failed,unknown,reasons,warnings";
        await using var database = await redis.NewDatabaseAsync();

        var result = await Cli(database).RunAsync($"job kill --in retry --all --dry-run --format {format}");

        Assert.Equal(
            format == "json" ? $"captured_at,shards,operation,dry_run,{Counts},missing,by_shard" : $"shard,operation,dry_run,{Counts}",
            format == "csv" ? result.Output.Split("\r\n")[0] : string.Join(',', result.Json.EnumerateObject().Select(p => p.Name)));
        if (format == "json")
        {
            var part = result.Json.GetProperty("by_shard").GetProperty("default");
            Assert.Equal(Counts, string.Join(',', part.EnumerateObject().Select(p => p.Name)));
        }
    }

    internal static async Task AddAsync(TestDatabase database, string set, params AJob[] jobs)
    {
        for (var i = 0; i < jobs.Length; i++)
        {
            await database.Redis.SortedSetAddAsync(set, jobs[i].Bytes, i + 1);
        }
    }

    internal static async Task<string[]> JidsAsync(TestDatabase database, string set) =>
        [.. (await database.Redis.SortedSetRangeByRankAsync(set))
            .Select(json => System.Text.Json.JsonElement.Parse((string)json!).GetProperty("jid").GetString()!)];

    private static TestCli Cli(TestDatabase database, string? typed = null) =>
        new() { Environment = { ["REDIS_URL"] = database.Url }, Typed = typed };
}
