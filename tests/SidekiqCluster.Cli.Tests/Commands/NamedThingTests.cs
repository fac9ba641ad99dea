using System.IO.Compression;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Verbs that ask for one thing by its name.</summary>
public sealed class NamedThingTests(RedisFixture redis) : IDisposable
{
    private const string Jid = "3509409dcddd8479a2fda51b";

    private readonly string _folder = Directory.CreateTempSubdirectory("sidekiq-cluster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("queue show nope", "there is no queue 'nope'; see 'sidekiq-cluster queue list'.")]
    [InlineData("job show nope", "job nope is in no queue or set, nor running; it may be done or deleted.")]
    [InlineData("process show a:1:b", "there is no living process 'a:1:b'; see 'sidekiq-cluster process list'.")]
    [InlineData("work find " + Jid, "job " + Jid + " does not run now; 'job find " + Jid + "' looks everywhere.")]
    [InlineData("iteration show nope", "job nope has no iteration state; it is not iterable, has not begun, or is done.")]
    [InlineData("profile save nope out.gz", "there is no profile 'nope', or it has expired; see 'sidekiq-cluster profile list'.")]
    public async Task Run_NameThatIsNotThere_IsNotFound(string commandLine, string message)
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));

        var result = await Cli(database).RunAsync(commandLine);

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Equal($"sidekiq-cluster: {message}", result.ErrorLine);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Find_SomeThereAndSomeNot_GivesBothLists()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));

        var result = await Cli(database).RunAsync($"job find {Jid} nope 12de5277c8dabb06571c5b2c nope --format json");

        Assert.Equal(ExitCode.NotFound, result.ExitCode);
        Assert.Equal(
            ["dead " + Jid, "work 12de5277c8dabb06571c5b2c"],
            result.Json.GetProperty("jobs").EnumerateArray()
                .Select(job => $"{job.GetProperty("source").GetString()} {job.GetProperty("jid").GetString()}"));
        Assert.Equal("""["nope"]""", result.Json.GetProperty("missing").GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Show_InOneOfTwoShards_IsFound()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await using var empty = await redis.NewDatabaseAsync();

        var result = await new TestCli().RunAsync(
            "job", "show", Jid, "--format", "jsonl", "--shard", $"a={empty.Url}", "--shard", $"b={database.Url}");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal("b", result.Json.GetProperty("shard").GetString());
    }

    [Fact]
    public async Task WorkFind_JobThatRuns_TellsItsProcess()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));

        var result = await Cli(database).RunAsync("work find 12de5277c8dabb06571c5b2c --format json");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal("batch.2:13860:f923dc00dd4a", result.Json.GetProperty("work")[0].GetProperty("process").GetString());
        Assert.Equal(0, result.Json.GetProperty("missing").GetArrayLength());
    }

    [Fact]
    public async Task IterationShow_JobThatIterates_TellsItsCursor()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await database.Redis.HashSetAsync("it-abc", [new("ex", 2), new("rt", "1.5"), new("c", "[7, 1.0]")]);

        var result = await Cli(database).RunAsync("iteration show abc --format jsonl");

        Assert.Equal(
            """{"shard":"default","jid":"abc","executions":2,"runtime":1.5,"cursor":[7, 1.0],"cancelled_at":null}""", result.Lines[0]);
    }

    [Fact]
    public async Task ProfileSave_Key_WritesItsData()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));

        var result = await Cli(database).RunAsync("profile save anna-6b3c04e561cfa0f076d2bb4e out.gz");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        var file = Assert.Single(Directory.GetFiles(_folder));
        Assert.Equal("out.gz", Path.GetFileName(file));
        await using var data = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var reader = new StreamReader(data);
        Assert.NotEmpty(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ProfileSave_FolderThatIsNotThere_Fails()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));

        var result = await Cli(database).RunAsync("profile save anna-6b3c04e561cfa0f076d2bb4e none/out.gz");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith("sidekiq-cluster: 'none/out.gz' cannot be written; ", result.ErrorLine, StringComparison.Ordinal);
    }

    private TestCli Cli(TestDatabase database) => new()
    {
        Environment = { ["REDIS_URL"] = database.Url },
        WorkingDirectory = _folder,
        Clock = new StoppedClock(Fixture.Load("sidekiq-8.1.7").Now),
    };
}
