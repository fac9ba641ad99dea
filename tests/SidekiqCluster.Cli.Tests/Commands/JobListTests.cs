using System.Text.Json;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

public sealed class JobListTests(RedisFixture redis)
{
    [Fact]
    public async Task List_Page_GoesOnWithItsCursor()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database, 1, 2, 3, 4, 5);
        var cli = Cli(database);

        var first = await cli.RunAsync("job list --in dead --limit 2 --format jsonl");
        var second = await cli.RunAsync("job", "list", "--in", "dead", "--limit", "2", "--format", "jsonl", "--cursor", CursorOf(first));
        var third = await cli.RunAsync("job", "list", "--in", "dead", "--limit", "2", "--format", "json", "--cursor", CursorOf(second));

        Assert.Equal(["j5", "j4"], JidsOf(first));
        Assert.Equal(["j3", "j2"], JidsOf(second));
        Assert.Equal("j1", third.Json.GetProperty("jobs")[0].GetProperty("jid").GetString());
        Assert.Equal(JsonValueKind.Null, third.Json.GetProperty("cursor").ValueKind);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task List_CursorThatIsNone_IsUsageError(string cursor)
    {
        await using var database = await redis.NewDatabaseAsync();

        var result = await Cli(database).RunAsync("job", "list", "--in", "dead", "--cursor", cursor);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.StartsWith("sidekiq-cluster: --cursor: ", result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_CursorOfAnotherQuery_IsUsageError()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database, 1, 2, 3);
        var cli = Cli(database);
        var first = await cli.RunAsync("job list --in dead --limit 2 --format jsonl");

        var other = await cli.RunAsync("job", "list", "--in", "retry", "--limit", "2", "--cursor", CursorOf(first));

        Assert.Equal(ExitCode.Usage, other.ExitCode);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("0")]
    public async Task List_SeveralShards_MergesByScore(string limit)
    {
        await using var one = await redis.NewDatabaseAsync();
        await using var two = await redis.NewDatabaseAsync();
        await FillAsync(one, 1, 4);
        await FillAsync(two, 2, 3);

        var result = await new TestCli().RunAsync(
            "job", "list", "--in", "dead", "--limit", limit, "--order", "oldest", "--format", "jsonl",
            "--shard", $"one={one.Url}", "--shard", $"two={two.Url}");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(limit == "0" ? ["j1", "j2", "j3", "j4"] : ["j1", "j2"], JidsOf(result));
        Assert.Equal("two", JsonElement.Parse(result.Lines[1]).GetProperty("shard").GetString());
    }

    [Theory]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("table")]
    public async Task List_All_StreamsWhatIsThereBesideAMissingShard(string format)
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database, [.. Enumerable.Range(1, 1_234)]);

        var result = await new TestCli().RunAsync(
            "job", "list", "--in", "dead", "--limit", "0", "--format", format,
            "--shard", $"up={database.Url}", "--shard", $"down={TestCli.ClosedUrl}");

        Assert.Equal(ExitCode.ShardMissing, result.ExitCode);
        Assert.Contains("down", result.Error, StringComparison.Ordinal);
        var jobs = format switch
        {
            "json" => result.Json.GetProperty("jobs").GetArrayLength(),
            "jsonl" => result.Lines.Length,
            _ => result.Lines.Length - 1,
        };
        Assert.Equal(1_234, jobs);
        if (format == "json")
        {
            Assert.Equal("unreachable", result.Json.GetProperty("shards")[1].GetProperty("status").GetString());
        }
    }

    [Fact]
    public async Task List_AllToAReaderThatGoes_EndsQuietly()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database, 1, 2);
        var cli = new TestCli();
        using var closed = new ClosedStream();

        var code = await CommandLine.RunAsync(
            ["job", "list", "--in", "dead", "--limit", "0", "--format", "jsonl", "--redis", database.Url],
            cli.HostFor(closed),
            TestContext.Current.CancellationToken);

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Empty(cli.Error.ToString());
    }

    [Fact]
    public async Task List_BytesThatAreNoUtf8_AreBase64()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("dead", new byte[] { 0xff, 0x1b }, 5.5);

        var job = (await Cli(database).RunAsync("job list --in dead --limit 0 --format jsonl")).Lines[0];

        Assert.Contains("\"score\":5.5,\"at\":\"1970-01-01T00:00:05.500000Z\"", job, StringComparison.Ordinal);
        Assert.EndsWith("\"malformed\":true,\"raw\":null,\"raw_base64\":\"/xs=\"}", job, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NumbersOfArguments_StayAsWritten()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("dead", """{"class":"A","args":[1180591620717411303424, 1.0, -0.0, 1E5]}""", 1);

        var job = (await Cli(database).RunAsync("job list --in dead --limit 0 --format jsonl")).Lines[0];

        Assert.Contains("\"args\":[1180591620717411303424, 1.0, -0.0, 1E5]", job, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_HostileJob_DoesNotReachTheTerminal()
    {
        await using var database = await redis.NewDatabaseAsync();
        var payload = AJob.Dead().With(@class: "[red]\u001b[2J\u009b31m").With("error_message", "a\r\nb\u202e").Json;
        await database.Redis.SortedSetAddAsync("dead", payload, 1);

        foreach (var format in new[] { "table", "json", "jsonl", "csv" })
        {
            var cli = Cli(database, width: 200);
            cli.Environment["NO_COLOR"] = "1";
            var result = await cli.RunAsync($"job list --in dead --limit 0 --format {format}");

            Assert.Contains("[red]", result.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(result.Output, c => c is not ('\n' or '\r') && (char.IsControl(c) || c == '\u202e'));
        }
    }

    [Fact]
    public async Task List_Nothing_IsDone()
    {
        await using var database = await redis.NewDatabaseAsync();

        var result = await Cli(database).RunAsync("job list --in all");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Equal("No such jobs.", result.ErrorLine);
    }

    private static TestCli Cli(TestDatabase database, int? width = null) =>
        new() { Environment = { ["REDIS_URL"] = database.Url }, Width = width };

    private static string CursorOf(CliResult result) => result.ErrorLine["cursor: ".Length..];

    private static IEnumerable<string?> JidsOf(CliResult result) =>
        result.Lines.Select(line => JsonElement.Parse(line).GetProperty("jid").GetString());

    private static async Task FillAsync(TestDatabase database, params int[] scores) => await database.Redis.SortedSetAddAsync(
        "dead", [.. scores.Select(score => new StackExchange.Redis.SortedSetEntry(AJob.Dead().With(jid: $"j{score}").Bytes, score))]);
}
