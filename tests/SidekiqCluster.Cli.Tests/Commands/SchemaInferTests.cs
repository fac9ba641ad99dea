using System.Text;
using System.Text.Json.Nodes;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

public sealed class SchemaInferTests(RedisFixture redis) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sidekiq-cluster-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Infer_TwoShards_WritesOneFileThatNamesNothingElse()
    {
        await using var one = await redis.NewDatabaseAsync();
        await using var two = await redis.NewDatabaseAsync();
        await AddAsync(one, new JsonArray("bob", 5));
        await AddAsync(one, new JsonArray("ann"));
        await AddAsync(two, new JsonArray("bob", 7.5));
        await two.Redis.SetAddAsync("queues", "default");
        await two.Redis.ListLeftPushAsync("queue:default", "{");

        var result = await Cli().RunAsync(
            $"schema infer --in all --shard eu={one.Url} --shard us={two.Url} --out jobs.sidekiq.json");
        var onScreen = await Cli().RunAsync($"schema infer --in all --shard us={two.Url} --shard eu={one.Url}");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Equal("3 jobs of 1 class; passed over 1 job: 1 malformed, 0 that no schema describes.", result.ErrorLine);
        var file = File.ReadAllText(Path.Combine(_folder, "jobs.sidekiq.json"));
        Assert.Equal(onScreen.Output, file);
        var parameters = JobSchemas.Parse(Encoding.UTF8.GetBytes(file)).Find("HardJob")!.Parameters;
        Assert.Equal([JobValueKind.String, JobValueKind.Double], parameters.Select(parameter => parameter.Type.Kind));
        Assert.Equal([false, true], parameters.Select(parameter => parameter.IsOptional));
        Assert.Contains("\"string\": \"ann\"", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Infer_NoExamplesAndLimits_ShowNothingMore()
    {
        await using var database = await redis.NewDatabaseAsync();
        for (var count = 0; count < 5; count++)
        {
            await AddAsync(database, new JsonArray("secret", count));
        }

        var sample = await Cli().RunAsync($"schema infer --in dead --sample 2 --no-examples --redis {database.Url}");
        var limit = await Cli().RunAsync($"schema infer --in dead --limit 3 --no-examples --redis {database.Url}");

        Assert.Contains("\"sampled\": 2,", sample.Output, StringComparison.Ordinal);
        Assert.Contains("\"sampled\": 3,", limit.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Infer_ShardThatDoesNotAnswer_IsAGap()
    {
        await using var database = await redis.NewDatabaseAsync();
        await AddAsync(database, new JsonArray());

        var some = await Cli().RunAsync($"schema infer --in dead --shard eu={database.Url} --shard us={TestCli.ClosedUrl} --out x.json");
        var none = await Cli().RunAsync($"schema infer --in dead --redis {TestCli.ClosedUrl} --out y.json");

        Assert.Equal(ExitCode.ShardMissing, some.ExitCode);
        Assert.True(File.Exists(Path.Combine(_folder, "x.json")));
        Assert.Equal(ExitCode.Failed, none.ExitCode);
        Assert.False(File.Exists(Path.Combine(_folder, "y.json")));
    }

    private TestCli Cli() => new() { WorkingDirectory = _folder };

    private static Task<bool> AddAsync(TestDatabase database, JsonArray args) =>
        database.Redis.SortedSetAddAsync("dead", AJob.Dead().With(args: args).Bytes, 1);
}
