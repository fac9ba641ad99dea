using System.Text.Json.Nodes;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Filters call arguments by the names of <c>--schema</c>, or of the configuration file.</summary>
public sealed class SchemaOptionTests(RedisFixture redis) : IDisposable
{
    private const string Schema = """
        { "version": 1, "jobs": { "HardJob": { "parameters": [{ "name": "name" }, { "name": "count" }] } } }
        """;

    private const string Other = """
        { "version": 1, "jobs": { "SoftJob": { "parameters": [{ "name": "count" }] } } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("sidekiq-cluster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Where_NamedArgument_TakesTheJobsOfTheClassesThatHaveIt()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database);
        Write("hard.sidekiq.json", Schema);
        Write("soft.sidekiq.json", Other);
        var cli = Cli();

        var list = await cli.RunAsync(
            "job", "list", "--in", "dead", "--where", "args.count=5", "--schema", "hard.sidekiq.json", "soft.sidekiq.json",
            "--redis", database.Url, "--format", "csv");
        var count = await cli.RunAsync(
            $"--schema hard.sidekiq.json --redis {database.Url} job count --in dead --where class:HardJob --by args.name --format csv");

        Assert.Empty(list.Error);
        Assert.Equal(["j3", "j1"], list.Lines.Skip(1).Select(line => line.Split(',')[3]));
        Assert.Equal("key,count\r\nann,1\r\nbob,1\r\n", count.Output);
    }

    [Fact]
    public async Task Where_NamedArgument_IsOfTheSchemasThatTheConfigurationFileNames()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database);
        Directory.CreateDirectory(Path.Combine(_folder, "conf"));
        Write("conf/hard.sidekiq.json", Schema);
        Write("conf/mine.json", $$"""{"shards": {"eu-1": {"url": "{{database.Url}}" } }, "schemas": ["hard.sidekiq.json"]}""");

        var result = await Cli().RunAsync("job", "count", "--in", "dead", "--where", "args.count>1", "--config", "conf/mine.json", "--format", "csv");

        Assert.Equal("count\r\n2\r\n", result.Output);
    }

    [Theory]
    [InlineData("args.cuont=5 --schema hard.sidekiq.json", "--where is no filter: column 6: found 'cuont=5', expected an argument of HardJob (did you mean count?): name, count.")]
    [InlineData("args.count=5", "--where is no filter: column 5: found '.count=5', expected a position such as [0] after args; arguments have names only where schemas are given.")]
    [InlineData("args.count=5 --schema none.json", "'none.json' cannot be read; give existing schema files with --schema.")]
    [InlineData("args.count=5 --schema bad.json", "'bad.json' is no schema file: The file: its \"version\" is 1.")]
    [InlineData("args.count=5 --schema hard.sidekiq.json twin.json", "the schema files: The class HardJob has two schemas; keep one of them.")]
    [InlineData("class:A --schema", "--schema needs FILE; see ")]
    [InlineData("class:A --config", "--config needs FILE; see ")]
    [InlineData("args[0]=5 --by args.count --schema hard.sidekiq.json", "--by is no field: column 6: found 'count', expected a position such as args[0]; a name needs a filter that says the class, such as class:HardJob.")]
    public async Task Where_NameOrFileThatIsNone_IsUsageError(string options, string message)
    {
        Write("hard.sidekiq.json", Schema);
        Write("twin.json", Schema);
        Write("bad.json", "{}");

        var result = await Cli().RunAsync($"job count --in dead --redis {TestCli.ClosedUrl} --where {options}");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.StartsWith($"sidekiq-cluster: {message}", result.ErrorLine, StringComparison.Ordinal);
    }

    private TestCli Cli() => new() { WorkingDirectory = _folder };

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);

    private static async Task FillAsync(TestDatabase database)
    {
        await AddAsync("j1", "HardJob", new JsonArray("bob", 5), 1);
        await AddAsync("j2", "HardJob", new JsonArray("ann", 6), 2);
        await AddAsync("j3", "SoftJob", new JsonArray(5), 3);
        await AddAsync("j4", "ElseJob", new JsonArray(5, 5), 4);

        Task AddAsync(string jid, string @class, JsonArray args, double score) =>
            database.Redis.SortedSetAddAsync("dead", AJob.Dead().With(jid: jid, @class: @class, args: args).Bytes, score);
    }
}
