using System.Text.Json.Nodes;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

public sealed class SchemaCheckTests(RedisFixture redis) : IDisposable
{
    private const string Schema = """
        {
          "version": 1,
          "jobs": {
            "HardJob": {
              "parameters": [{ "name": "name", "type": "string" }, { "kind": "opt", "name": "ids", "type": "array", "element": { "type": "integer" } }]
            },
            "Report": { "api": "active_job", "parameters": [{ "name": "id", "type": "integer" }, { "kind": "keyreq", "name": "format", "type": "string" }] },
            "Loose": { "api": "active_job", "parameters": [{ "name": "id" }, { "kind": "keyrest", "name": "options" }] }
          }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("sidekiq-cluster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Check_JobsThatCouldNotRun_AreGroupedByClassAndReason()
    {
        await using var database = await redis.NewDatabaseAsync();
        await AddAsync(database, "j01", AJob.Dead().With(args: new JsonArray("bob")));
        await AddAsync(database, "j02", AJob.Dead().With(args: new JsonArray("bob", new JsonArray(1, "x"))));
        await AddAsync(database, "j03", AJob.Dead().With(args: new JsonArray("bob", new JsonArray("x"))));
        await AddAsync(database, "j04", AJob.Dead().With(args: new JsonArray("bob", null, 3)));
        await AddAsync(database, "j05", AJob.Dead().With(args: []));
        await AddAsync(database, "j06", AJob.Dead().With(@class: "GoneJob"));
        await AddAsync(database, "j07", AJob.Dead().With("args", JsonValue.Create("x")));
        await AddAsync(database, "j08", AJob.Dead().With(args: new JsonArray(1, "secret")).With("encrypt", true));
        await AddAsync(database, "j09", Active("Report", """[5, {"format":"pdf","_aj_ruby2_keywords":["format"]}]"""));
        await AddAsync(database, "j10", Active("Report", """[5, {"page":1,"_aj_ruby2_keywords":["page"]}]"""));
        await AddAsync(database, "j11", Active("Loose", """[5, {"page":1,"_aj_ruby2_keywords":["page"]}]"""));
        await AddAsync(database, "j12", Active("HardJob", """["bob"]"""));
        await AddAsync(database, "j13", Active("ActionMailer::MailDeliveryJob", """["Mailer","hello","deliver_now",{"args":[]}]"""));
        await database.Redis.SortedSetAddAsync("dead", "{", 99);

        var json = await RunAsync(database, "json");
        var csv = await RunAsync(database, "csv");
        var table = await RunAsync(database, "table");

        Assert.Equal(ExitCode.CheckFound, json.ExitCode);
        Assert.Equal(
            [
                " malformed 1 ",
                "GoneJob unknown_class 1 j06",
                "HardJob wrong_type 2 j03",
                "HardJob too_few 1 j05",
                "HardJob too_many 1 j04",
                "HardJob not_an_array 1 j07",
                "HardJob other_api 1 j12",
                "Report missing_key 1 j10",
            ],
            json.Json.GetProperty("problems").EnumerateArray().Select(row =>
                $"{row.GetProperty("class")} {row.GetProperty("reason")} {row.GetProperty("count")} {row.GetProperty("jid")}"));
        Assert.Equal((14, 9), (json.Json.GetProperty("checked").GetInt32(), json.Json.GetProperty("failing").GetInt32()));
        Assert.Contains("HardJob,wrong_type,\"Argument 2 (ids[]): expected an integer (Int64), found a string.\",2,", csv.Output, StringComparison.Ordinal);
        Assert.Equal("14 jobs checked against 3 classes; 9 could not run.", table.ErrorLine);
    }

    [Fact]
    public async Task Check_AllJobsCouldRun_IsDone()
    {
        await using var database = await redis.NewDatabaseAsync();
        await AddAsync(database, "j01", AJob.Dead().With(args: new JsonArray("bob")));

        var result = await RunAsync(database, "jsonl");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Check_MoreReasonsThanAreKept_PutsTheRestTogether()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync(
            "dead", [.. Enumerable.Range(0, 1100).Select(n => new StackExchange.Redis.SortedSetEntry(AJob.Dead().With(@class: $"Gone{n}").Bytes, n))]);

        var rows = (await RunAsync(database, "json")).Json.GetProperty("problems").EnumerateArray().Select(row => row.GetProperty("count").GetInt32()).ToList();

        Assert.Equal([100, .. Enumerable.Repeat(1, 1000)], rows);
    }

    private Task<CliResult> RunAsync(TestDatabase database, string format)
    {
        File.WriteAllText(Path.Combine(_folder, "jobs.sidekiq.json"), Schema);
        return new TestCli { WorkingDirectory = _folder }.RunAsync(
            $"schema check --in all --schema jobs.sidekiq.json --redis {database.Url} --format {format}");
    }

    private static AJob Active(string name, string arguments) => AJob.Dead()
        .With(@class: "Sidekiq::ActiveJob::Wrapper", args: new JsonArray(new JsonObject { ["job_class"] = name, ["arguments"] = JsonNode.Parse(arguments) }))
        .With("wrapped", name);

    private static Task<bool> AddAsync(TestDatabase database, string jid, AJob job) =>
        database.Redis.SortedSetAddAsync("dead", job.With(jid: jid).Bytes, int.Parse(jid[1..], System.Globalization.CultureInfo.InvariantCulture));
}
