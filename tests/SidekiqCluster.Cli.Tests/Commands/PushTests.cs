using System.Text.Json;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Jobs that are pushed: one from the command line, or many from a file.</summary>
public sealed class PushTests(RedisFixture redis) : IDisposable
{
    private static readonly string[] Fields = ["retry", "jid", "tags", "dead", "backtrace", "retry_for", "retry_queue", "mine"];

    private readonly string _folder = Directory.CreateTempSubdirectory("sidekiq-cluster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Push_One_StoresItAndTellsItsJid()
    {
        await using var database = await redis.NewDatabaseAsync();

        var result = await Cli(database).RunAsync(
            "push", "HardJob", """["bob", 5.0, {"a": null}]""", "--queue", "low", "--retry", "3", "--tag", "vip", "--tag", "eu", "--format", "json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal("captured_at,shards,pushed", string.Join(',', result.Json.EnumerateObject().Select(p => p.Name)));
        var told = result.Json.GetProperty("pushed")[0];
        Assert.Equal("shard,jid,class,queue,at", string.Join(',', told.EnumerateObject().Select(p => p.Name)));
        Assert.Equal(JsonValueKind.Null, told.GetProperty("at").ValueKind);
        var raw = (string)(await database.Redis.ListGetByIndexAsync("queue:low", 0))!;
        Assert.Contains("""["bob", 5.0, {"a": null}]""", raw, StringComparison.Ordinal);
        var job = JsonElement.Parse(raw);
        Assert.Equal(told.GetProperty("jid").GetString(), job.GetProperty("jid").GetString());
        Assert.Equal((3, "vip", "eu"), (job.GetProperty("retry").GetInt32(), job.GetProperty("tags")[0].GetString(), job.GetProperty("tags")[1].GetString()));
        Assert.True(await database.Redis.SetContainsAsync("queues", "low"));
    }

    [Theory]
    [InlineData("--at +90m")]
    [InlineData("--at 2026-11-23T16:30:00Z")]
    [InlineData("--delay 90m")]
    public async Task Push_Later_IsScheduled(string when)
    {
        await using var database = await redis.NewDatabaseAsync();

        var result = await Cli(database).RunAsync($"push HardJob {when} --format jsonl");

        Assert.Equal("2026-11-23T16:30:00.000000Z", result.Json.GetProperty("at").GetString());
        var entry = Assert.Single(await database.Redis.SortedSetRangeByRankWithScoresAsync("schedule"));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 16, 30, 0, TimeSpan.Zero).ToUnixTimeSeconds(), entry.Score);
    }

    [Fact]
    public async Task Push_SeveralShards_NeedsOneToBeChosen()
    {
        await using var eu = await redis.NewDatabaseAsync();
        await using var us = await redis.NewDatabaseAsync();
        string[] shards = ["--shard", $"eu={eu.Url}", "--shard", $"us={us.Url}"];

        var none = await new TestCli().RunAsync(["push", "HardJob", .. shards]);
        var chosen = await new TestCli().RunAsync(["push", "HardJob", "--to-shard", "us", .. shards]);

        Assert.Equal(ExitCode.Usage, none.ExitCode);
        Assert.Equal("sidekiq-cluster: 'push' is for one shard; choose with --to-shard one of eu, us.", none.ErrorLine);
        Assert.Equal(ExitCode.Done, chosen.ExitCode);
        Assert.Equal((0, 1), (await eu.Redis.ListLengthAsync("queue:default"), await us.Redis.ListLengthAsync("queue:default")));
    }

    [Fact]
    public async Task Push_ShardLost_Fails()
    {
        var result = await new TestCli().RunAsync("push", "HardJob", "--redis", TestCli.ClosedUrl);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("127.0.0.1:1", result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bulk_FileOfObjects_PushesEachAsItSays()
    {
        await using var database = await redis.NewDatabaseAsync();
        await WriteAsync(
            """
            {"class":"A","args":[1]}
            {"class":"B","args":[2],"queue":"low","retry":false,"tags":["x"],"jid":"b1","dead":false,"backtrace":5,"retry_for":60,"retry_queue":"slow","mine":{"k": 1}}
            {"class":"C","args":[3],"at":1795449600.5}

            """);

        var result = await Cli(database).RunAsync("push --bulk jobs.jsonl --queue default --format json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(("push", 3, 3), (result.Json.GetProperty("operation").GetString(), result.Json.GetProperty("matched").GetInt32(), result.Json.GetProperty("done").GetInt32()));
        Assert.Equal(1, await database.Redis.ListLengthAsync("queue:default"));
        Assert.Equal(1795449600.5, Assert.Single(await database.Redis.SortedSetRangeByRankWithScoresAsync("schedule")).Score);
        var job = JsonElement.Parse((string)(await database.Redis.ListGetByIndexAsync("queue:low", 0))!);
        Assert.Equal("false b1 [\"x\"] false 5 60 slow {\"k\": 1}", string.Join(
            ' ',
            Fields.Select(name => job.GetProperty(name)).Select(value => value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText())));
    }

    [Fact]
    public async Task Bulk_InputOfArguments_PushesTheClass()
    {
        await using var database = await redis.NewDatabaseAsync();
        var cli = new TestCli { Environment = { ["REDIS_URL"] = database.Url }, Piped = "\ufeff[1]\r\n[2]\n[3]" };

        var result = await cli.RunAsync("push HardJob --bulk - --queue low");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(
            ["[3]", "[2]", "[1]"],
            (await database.Redis.ListRangeAsync("queue:low")).Select(job => JsonElement.Parse((string)job!).GetProperty("args").GetRawText()));
    }

    [Theory]
    [InlineData("{oops", "is no JSON.")]
    [InlineData("", "is empty.")]
    [InlineData("7", "is neither an object nor an array of arguments.")]
    [InlineData("[1]", "has no class.")]
    [InlineData("""{"class":"A"}""", "has no args.")]
    [InlineData("""{"class":"","args":[]}""", "has no class.")]
    [InlineData("""{"class":"A B","args":[]}""", "has the class 'A B', in which there is a blank.")]
    [InlineData("""{"class":7,"args":[]}""", "has 'class', which is not a text.")]
    [InlineData("""{"class":"A","args":{}}""", "has no proper arguments: the arguments are no array; put them into [ and ].")]
    [InlineData("""{"class":"A","args":[1e999]}""", "has no proper arguments: ")]
    [InlineData("""{"class":"A","args":[],"queue":""}""", "has a queue whose name is empty.")]
    [InlineData("""{"class":"A","args":[],"queue":"a\u0007"}""", "has a queue whose name has a control character in it, such as a line break.")]
    [InlineData("""{"class":"A","args":[],"at":"soon"}""", "has 'at', which is not a time: epoch seconds, or a text such as ")]
    [InlineData("""{"class":"A","args":[],"retry":-1}""", "has 'retry', which is not true, false or a number.")]
    [InlineData("""{"class":"A","args":[],"tags":"x"}""", "has 'tags', which is not an array of texts.")]
    [InlineData("""{"class":"A","args":[],"dead":1}""", "has 'dead', which is not true or false.")]
    [InlineData("""{"class":"A","args":[],"retry_for":0}""", "has 'retry_for', which is not a number of seconds.")]
    [InlineData("""{"class":"A","args":[],"enqueued_at":1}""", "sets 'enqueued_at', which the push writes itself.")]
    public async Task Bulk_WrongLineOfAFile_IsToldBeforeAnythingIsSent(string line, string message)
    {
        await WriteAsync("{\"class\":\"A\",\"args\":[]}\n" + line + "\n{\"class\":\"A\",\"args\":[]}\n");

        var result = await new TestCli { WorkingDirectory = _folder, Environment = { ["REDIS_URL"] = TestCli.ClosedUrl } }
            .RunAsync("push --bulk jobs.jsonl");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith($"sidekiq-cluster: line 2 of 'jobs.jsonl' {message}", result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bulk_WrongLineOfTheInput_TellsWhatWasSentBefore()
    {
        await using var database = await redis.NewDatabaseAsync();
        var lines = string.Concat(Enumerable.Range(0, 2_500).Select(i => $"[{i}]\n")) + "oops\n[1]\n";
        var cli = new TestCli { Environment = { ["REDIS_URL"] = database.Url }, Piped = lines };

        var result = await cli.RunAsync("push HardJob --bulk - --format json");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal("sidekiq-cluster: line 2501 of the input is no JSON; lines 1 to 2000 were sent before, nothing after them.", result.ErrorLine);
        Assert.Equal(2000, result.Json.GetProperty("done").GetInt32());
        Assert.Equal(2000, await database.Redis.ListLengthAsync("queue:default"));
    }

    [Fact]
    public async Task Bulk_FirstLineOfTheInputWrong_IsUsageError()
    {
        await using var database = await redis.NewDatabaseAsync();
        var cli = new TestCli { Environment = { ["REDIS_URL"] = database.Url }, Piped = "oops\n[1]\n" };

        var result = await cli.RunAsync("push HardJob --bulk -");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Equal("sidekiq-cluster: line 1 of the input is no JSON.", result.ErrorLine);
        Assert.False(await database.Redis.KeyExistsAsync("queue:default"));
    }

    [Fact]
    public async Task Bulk_ServerRefuses_StopsAndSaysSo()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.StringSetAsync("queue:default", "no list");
        await WriteAsync(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"[{i}]\n")));

        var result = await Cli(database).RunAsync("push HardJob --bulk jobs.jsonl --format json");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(0, result.Json.GetProperty("done").GetInt32());
        var failed = result.Json.GetProperty("failed").GetInt32();
        Assert.InRange(failed, 1_000, 5_000);
        Assert.Equal($"sidekiq-cluster: stopped: lines 1 to {failed} were sent, nothing after them.", result.ErrorLine);
    }

    private Task WriteAsync(string text) =>
        File.WriteAllTextAsync(Path.Combine(_folder, "jobs.jsonl"), text, TestContext.Current.CancellationToken);

    private TestCli Cli(TestDatabase database) => new() { WorkingDirectory = _folder, Environment = { ["REDIS_URL"] = database.Url } };
}
