using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.LocalServers;
using SidekiqCluster.Pulses;
using SidekiqCluster.Redis.Tests.DataApi;
using SidekiqCluster.Redis.Tests.DataApi.Access;
using SidekiqCluster.Redis.Tests.DataApi.Faults;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Pulses;

public sealed class PulseReaderTests(RedisFixture redis)
{
    private const int Queues = 100;
    private const int Processes = 10;

    private static readonly string[] AllParts =
    [
        "stats", "fast stats", "queue names", "queue sizes", "queues", "processes", "process summary", "process count", "leader",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Versions => [.. Fixture.Versions.SelectMany(version => new[] { (version, ""), (version, "myapp:") })];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Read_OfFixture_AnswersAsTheShard(string version, string prefix)
    {
        var fixture = Fixture.Load(version);
        await using var database = await redis.NewDatabaseAsync(fixture, prefix);
        await using var shard = await database.ConnectDirectlyAsync(fixture.Now);
        var reader = new PulseReader(shard.Connection);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var pulse = await reader.ReadAsync(Token);

            Assert.Empty(await PulseComparison.AssertSameAsync(shard, pulse, Token));
            Assert.NotEmpty(await pulse.Queues);
            Assert.NotEmpty(await pulse.Processes);
            Assert.Equal(fixture.Now, pulse.CapturedAt);
        }
    }

    [Fact]
    public async Task Read_OnGarnet_AnswersAsTheShard()
    {
        var fixture = Fixture.Load("sidekiq-8.1.7");
        await using var garnet = GarnetServer.Start();
        await using var admin = await ConnectionMultiplexer.ConnectAsync(garnet.EndPoint);
        await fixture.IntoAsync(admin.GetDatabase());
        await using var shard = await ConnectAsync(garnet.EndPoint);
        var reader = new PulseReader(shard.Connection);
        await reader.ReadAsync(Token);

        Assert.Empty(await PulseComparison.AssertSameAsync(shard, await reader.ReadAsync(Token), Token));
    }

    [Fact]
    public async Task Read_WhileQueuesAndProcessesComeAndGoAndKeysAreOfAnyType_AnswersAsTheShard()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectDirectlyAsync();
        var reader = new PulseReader(shard.Connection);
        var traffic = new PulseTraffic(database.Redis, seed: 1);
        var refused = new HashSet<string>();
        var whole = 0;

        foreach (var _ in Enumerable.Range(0, TestSizes.PulseStates))
        {
            await traffic.StepAsync();
            var parts = await PulseComparison.AssertSameAsync(shard, await reader.ReadAsync(Token), Token);
            refused.UnionWith(parts);
            whole += parts.Count == 0 ? 1 : 0;
        }

        Assert.Equal(AllParts.Order(), refused.Order());
        Assert.InRange(whole, TestSizes.PulseStates / 4, TestSizes.PulseStates * 3 / 4);
    }

    [Theory]
    [InlineData("get", "stats", "fast stats", "processes", "process summary", "leader")]
    [InlineData("zcard", "stats", "fast stats")]
    [InlineData("lindex", "stats", "fast stats", "queues")]
    [InlineData("llen", "stats", "queue sizes", "queues")]
    [InlineData("hmget", "stats", "processes", "process summary", "process count")]
    [InlineData("sscan", "stats", "queue names", "queue sizes", "queues", "processes", "process summary", "process count")]
    public async Task Read_CommandThatIsForbidden_RefusesTheSamePartsAsTheShard(string command, params string[] expected)
    {
        Require.RealRedis();
        var fixture = Fixture.Load("sidekiq-8.1.7");
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await fixture.IntoAsync(admin.GetDatabase());
        await admin.GetDatabase().ExecuteAsync("ACL", "SETUSER", "some", "on", ">secret", "~*", "+@all", $"-{command}");
        await using var shard = await ConnectAsync($"redis://some:secret@{server.EndPoint}");
        var reader = new PulseReader(shard.Connection);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Equal(expected, await PulseComparison.AssertSameAsync(shard, await reader.ReadAsync(Token), Token));
        }
    }

    [Fact]
    public async Task Read_NothingAppeared_IsOneRoundTrip()
    {
        await using var server = await LocalServer.StartAsync(Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(server.EndPoint);
        await FillAsync(admin.GetDatabase());
        await using var proxy = new CuttingProxy(server.Port);
        await using var shard = await ConnectAsync(proxy.EndPoint);
        var reader = new PulseReader(shard.Connection);
        await reader.ReadAsync(Token);
        proxy.Measure();
        await reader.ReadAsync(Token);
        var all = proxy.Passed(ProxyDirection.Request);

        // No reply comes before the last byte of the last command has been sent.
        proxy.HoldRepliesUntil(all);
        var pulse = await reader.ReadAsync(Token);

        Assert.Equal(all, proxy.Passed(ProxyDirection.Request));
        Assert.Equal((Queues, Processes), ((await pulse.Queues).Count, (await pulse.Processes).Count));
    }

    [Fact]
    public async Task Read_Watched_SendsWhatIsNeededAndMoreOnlyForWhatIsNew()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await FillAsync(admin.GetDatabase());
        await using var shard = await ConnectAsync(server.EndPoint);
        var reader = new PulseReader(shard.Connection);
        var first = await CommandsAsync();

        var idle = await CommandsAsync();
        await admin.GetDatabase().SetAddAsync("queues", "new");
        await admin.GetDatabase().SetAddAsync("processes", "new:1:a");
        var more = await CommandsAsync();
        await admin.GetDatabase().SetRemoveAsync("queues", ["new", "q7"]);
        var fewer = await CommandsAsync();

        var fixedOnes = new[] { "GET", "GET", "ZCARD", "ZCARD", "ZCARD", "SCARD", "LINDEX", "SSCAN", "SSCAN", "GET", "SSCAN" };
        string[] expected = [.. fixedOnes, .. Each(Queues, "LLEN", "LINDEX"), .. Each(Processes, "HMGET")];
        Assert.Equal(expected.Order(), idle.Order());
        Assert.Equal(expected.Order(), first.Order());
        Assert.Equal([.. expected.Concat(["HMGET", "LINDEX", "LLEN"]).Order()], more.Order());
        Assert.Equal(more.Order(), fewer.Order());

        async Task<IReadOnlyList<string>> CommandsAsync()
        {
            await using var watch = await CommandWatch.StartAsync(server, Token);
            var pulse = await reader.ReadAsync(Token);
            var commands = await watch.StopAsync(admin, Token);
            Assert.Empty(await PulseComparison.AssertSameAsync(shard, pulse, Token));
            return commands;
        }

        static IEnumerable<string> Each(int times, params string[] commands) =>
            Enumerable.Repeat(commands, times).SelectMany(each => each);
    }

    [Fact]
    public async Task Read_MoreThanOneChunk_AnswersAsTheShard()
    {
        const int Many = (2 * PipelinedReads.ChunkSize) + 1;
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectDirectlyAsync();
        var reader = new PulseReader(shard.Connection);
        await FillAsync(database.Redis, Many, Many);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var pulse = await reader.ReadAsync(Token);
            Assert.Empty(await PulseComparison.AssertSameAsync(shard, pulse, Token));
            Assert.Equal(Many, await pulse.ProcessCount);
        }
    }

    [Fact]
    public async Task Read_ConnectionBreaksAmidTheReplies_IsNoPulseAtAll()
    {
        await using var server = await LocalServer.StartAsync(Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(server.EndPoint);
        await FillAsync(admin.GetDatabase());
        await using var proxy = new CuttingProxy(server.Port);
        await using var shard = await ConnectAsync(proxy.EndPoint);
        var reader = new PulseReader(shard.Connection);
        await reader.ReadAsync(Token);

        proxy.CutAfter(ProxyDirection.Reply, 1000);

        await Assert.ThrowsAsync<ShardUnreachableException>(() => reader.ReadAsync(Token));
        Assert.Equal(1, proxy.Cuts);
    }

    private static Task<SidekiqShard> ConnectAsync(string connection) => SidekiqShard.ConnectAsync(
        new ShardOptions { Connection = connection, TimeProvider = new FakeTimeProvider(TestShard.Now) }, Token);

    private static Task FillAsync(IDatabase database, int queues = Queues, int processes = Processes) => Task.WhenAll(
    [
        .. Enumerable.Range(0, queues).SelectMany(at => new Task[]
        {
            database.SetAddAsync("queues", $"q{at}"),
            database.ListLeftPushAsync($"queue:q{at}", $$"""{"jid":"{{at}}"}"""),
        }),
        .. Enumerable.Range(0, processes).SelectMany(at => new Task[]
        {
            database.SetAddAsync("processes", $"web.1:{at}:a"),
            database.HashSetAsync($"web.1:{at}:a", [new("info", "{}"), new("busy", at)]),
        }),
    ]);
}
