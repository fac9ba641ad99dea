using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Access;

/// <summary>Every question of the catalogue, from users and on servers that may or can do little.</summary>
public sealed class EveryReadTests(RedisFixture redis)
{
    private static readonly Fixture Data = Fixture.Load("sidekiq-8.1.7");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryRead_Watched_SendsNoWriteAndNoTransaction()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await Data.IntoAsync(admin.GetDatabase());
        await admin.GetDatabase().ExecuteAsync("CONFIG", "RESETSTAT");
        await using var watch = await CommandWatch.StartAsync(server, Cancel);

        await AnswersAsync(new ShardOptions { Connection = server.EndPoint });

        var commands = await watch.StopAsync(admin, Cancel);
        Assert.Contains("LRANGE", commands);
        Assert.Empty(commands.Intersect(["MULTI", "EXEC", "WATCH", "SUBSCRIBE"]));
        Assert.Empty(await WritingAsync(admin, commands));
        Assert.Empty(await WritingAsync(admin, await CountedAsync(admin)));
    }

    [Fact]
    public async Task Watch_WriteInAScript_IsTold()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await using var watch = await CommandWatch.StartAsync(server, Cancel);

        await admin.GetDatabase().ScriptEvaluateAsync("return redis.call('SET', KEYS[1], 'x')", ["k"]);

        var commands = await watch.StopAsync(admin, Cancel);
        Assert.Equal(["lua SET"], await WritingAsync(admin, commands));
        Assert.Equal(["SET"], await WritingAsync(admin, await CountedAsync(admin)));
    }

    [Fact]
    public async Task EveryRead_AsDocumentedViewer_AnswersAsTheAdmin()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await Data.IntoAsync(admin.GetDatabase());
        await admin.GetDatabase().ExecuteAsync("ACL", ["SETUSER", .. ViewerAcl.Documented]);

        await AssertAnswersAsync(new ShardOptions { Connection = ViewerUrl(server) });

        Assert.Empty((RedisResult[])(await admin.GetDatabase().ExecuteAsync("ACL", "LOG"))!);
    }

    [Fact]
    public async Task EveryRead_AsViewerWithoutTheOptionalParts_AnswersTheSameAndSaysWhatIsMissing()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await Data.IntoAsync(admin.GetDatabase());
        await admin.GetDatabase().ExecuteAsync("ACL", ["SETUSER", .. ViewerAcl.Least]);

        await AssertAnswersAsync(new ShardOptions { Connection = ViewerUrl(server) });

        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = ViewerUrl(server) });
        Assert.Equal(
            ["INFO is not allowed", "Scripts are not allowed"],
            (await shard.GetServerInfoAsync(Cancel)).Degradations.Select(sentence => sentence[..sentence.IndexOf(':')]));
    }

    [Fact]
    public async Task EveryRead_OnReadOnlyReplica_AnswersAsTheMaster()
    {
        Require.RealRedis();
        await using var master = await RedisServer.StartAsync(["--repl-diskless-sync-delay", "0"], Cancel);
        await using var replica = await RedisServer.StartAsync(["--replicaof", $"127.0.0.1 {master.Port}"], Cancel);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(master.EndPoint);
        await Data.IntoAsync(admin.GetDatabase());
        Assert.Equal(1, (int)await admin.GetDatabase().ExecuteAsync("WAIT", 1, 4000));

        await AssertAnswersAsync(new ShardOptions { Connection = replica.EndPoint });
    }

    [Fact]
    public async Task EveryRead_OnFullServer_AnswersAsBefore()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync(["--maxmemory-policy", "noeviction"], Cancel);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await Data.IntoAsync(admin.GetDatabase());
        await admin.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory", "1mb");
        var refused = await Assert.ThrowsAsync<RedisServerException>(() => admin.GetDatabase().StringSetAsync("one", "more"));
        Assert.StartsWith("OOM", refused.Message, StringComparison.Ordinal);

        await AssertAnswersAsync(new ShardOptions { Connection = server.EndPoint });
    }

    [Theory]
    [InlineData("myapp")]
    [InlineData("a:b:")]
    public async Task EveryRead_UnderAPrefix_AnswersAsWithout(string prefix)
    {
        await using var database = await redis.NewDatabaseAsync(Data, prefix.TrimEnd(':') + ":");

        await AssertAnswersAsync(new ShardOptions { Connection = database.ConnectionString, KeyPrefix = prefix });
    }

    [Fact]
    public async Task EveryRead_OnGarnet_AnswersAsOnRedis()
    {
        Require.RealRedis();
        await using var garnet = GarnetServer.Start();
        await using var admin = await ConnectionMultiplexer.ConnectAsync(garnet.EndPoint);
        await Data.IntoAsync(admin.GetDatabase());

        await AssertAnswersAsync(new ShardOptions { Connection = garnet.EndPoint });
    }

    private static string ViewerUrl(LocalServer server) => $"redis://viewer:{ViewerAcl.Password}@{server.EndPoint}";

    private static async Task<IReadOnlyList<string>> AnswersAsync(ShardOptions options)
    {
        await using var shard = await ShardDriver.ConnectAsync(
            options with { TimeProvider = new FakeTimeProvider(Data.Now) });
        return await AnswerText.OfEveryReadAsync(shard, Cancel);
    }

    /// <summary>Every command that the server has counted: scripts, which MONITOR hides, and what they called.</summary>
    private static async Task<IReadOnlyList<string>> CountedAsync(ConnectionMultiplexer admin) =>
    [
        .. (await admin.GetServers()[0].InfoAsync("commandstats")).SelectMany(section => section)
            .Select(field => field.Key["cmdstat_".Length..].Split('|')[0].ToUpperInvariant()).Distinct(),
    ];

    /// <summary>Those of the commands that the server itself flags as writing.</summary>
    private static async Task<IReadOnlyList<string>> WritingAsync(ConnectionMultiplexer admin, IEnumerable<string> commands)
    {
        var distinct = commands.Distinct().ToList();
        var names = distinct.Select(command => command.Replace("lua ", "", StringComparison.Ordinal));
        var infos = (RedisResult[])(await admin.GetDatabase().ExecuteAsync("COMMAND", ["INFO", .. names]))!;
        Assert.DoesNotContain(infos, info => info.IsNull);
        return [.. distinct.Where((_, position) => ((string[])infos[position][2]!).Contains("write"))];
    }

    /// <summary>The answers must be those of an unlimited user of a plain server.</summary>
    private async Task AssertAnswersAsync(ShardOptions options)
    {
        await using var database = await redis.NewDatabaseAsync(Data);
        var expected = await AnswersAsync(new ShardOptions { Connection = database.ConnectionString });

        var answers = await AnswersAsync(options);

        foreach (var (expectedAnswer, answer) in expected.Zip(answers))
        {
            Assert.Equal(expectedAnswer, answer);
        }

        Assert.Equal(expected.Count, answers.Count);
    }
}
