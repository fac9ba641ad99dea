using System.Text.Json;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Processes;

public sealed class ProcessSetTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => [.. Fixture.Versions];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task List_OfFixture_AnswersAsRubyDoes(string version)
    {
        var fixture = Fixture.Load(version);
        var expected = fixture.Expected.GetProperty("processes");
        await using var database = await redis.NewDatabaseAsync(fixture, "myapp:");
        await using var shard = await database.ConnectAsync(fixture.Now);

        var processes = await shard.Processes.ListAsync(Token);

        var leader = expected.GetProperty("leader").GetString();
        Assert.Equal(leader, await shard.Processes.GetLeaderAsync(Token));
        Assert.Equal(
            expected.GetProperty("each").EnumerateArray().Select(process => Describe(process, leader)),
            processes.Select(Describe));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task GetSummary_OfFixture_SumsTheLiving(string version)
    {
        var fixture = Fixture.Load(version);
        var expected = fixture.Expected.GetProperty("processes");
        await using var database = await redis.NewDatabaseAsync(fixture);
        await using var shard = await database.ConnectAsync(fixture.Now);

        var living = expected.GetProperty("each").GetArrayLength();
        Assert.Equal(
            new ProcessSummary(
                living,
                expected.GetProperty("total_concurrency").GetInt64(),
                fixture.Expected.GetProperty("stats").GetProperty("workers_size").GetInt64(),
                expected.GetProperty("total_rss").GetInt64(),
                expected.GetProperty("leader").GetString()),
            await shard.Processes.GetSummaryAsync(Token));
        Assert.Equal(living, await shard.Processes.CountAsync(Token));
    }

    [Fact]
    public async Task Get_LivingProcess_IsTheListedOneWithItsConcurrency()
    {
        var fixture = Fixture.Load("sidekiq-8.1.7");
        await using var database = await redis.NewDatabaseAsync(fixture);
        await using var shard = await database.ConnectAsync(fixture.Now);

        foreach (var listed in await shard.Processes.ListAsync(Token))
        {
            var process = await shard.Processes.GetAsync(listed.Identity, Token);
            Assert.NotNull(process);
            Assert.Equal(Describe(listed), Describe(process));
        }
    }

    [Theory]
    [InlineData("crashed.9:13846:47e12d9a6f82")]
    [InlineData("nobody:1:a")]
    [InlineData("queues")]
    public async Task Get_NoLivingProcess_IsNull(string identity)
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await using var shard = await database.ConnectAsync();

        Assert.Null(await shard.Processes.GetAsync(identity, Token));
    }

    [Fact]
    public async Task Get_RecordOfAProcessThatLeft_IsNull()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.HashSetAsync("web:1:a", [new("info", "{}")]);
        await using var shard = await database.ConnectAsync();

        Assert.Null(await shard.Processes.GetAsync("web:1:a", Token));
        Assert.Empty(await shard.Processes.ListAsync(Token));
    }

    [Fact]
    public async Task List_RecordWithoutInfo_IsDead()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("processes", "web:1:a");
        await database.Redis.HashSetAsync("web:1:a", [new("busy", "1")]);
        await using var shard = await database.ConnectAsync();

        Assert.Empty(await shard.Processes.ListAsync(Token));
        Assert.Equal(0, await shard.Processes.CountAsync(Token));
    }

    [Fact]
    public async Task List_ManyProcesses_AreSortedByIdentityOrdinally()
    {
        string[] identities = ["b:1:x", "a:10:x", "a:1:x", "B:1:x", "ä:1:x"];
        await using var database = await redis.NewDatabaseAsync();
        foreach (var identity in identities)
        {
            await database.Redis.SetAddAsync("processes", identity);
            await database.Redis.HashSetAsync(identity, [new("info", "{}")]);
        }

        await using var shard = await database.ConnectAsync();

        Assert.Equal(
            identities.Order(StringComparer.Ordinal),
            (await shard.Processes.ListAsync(Token)).Select(process => process.Identity));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task GetLeader_NoneOrEmpty_IsNull(string? leader)
    {
        await using var database = await redis.NewDatabaseAsync();
        if (leader is not null)
        {
            await database.Redis.StringSetAsync("dear-leader", leader);
        }

        await using var shard = await database.ConnectAsync();

        Assert.Null(await shard.Processes.GetLeaderAsync(Token));
        Assert.Null((await shard.Processes.GetSummaryAsync(Token)).Leader);
    }

    private static string Describe(SidekiqProcess process) => JsonSerializer.Serialize(new
    {
        process.Identity,
        process.Hostname,
        process.Pid,
        StartedAt = Seconds(process.StartedAt),
        process.Tag,
        process.Labels,
        process.Version,
        process.IsEmbedded,
        process.IsQuiet,
        process.IsLeader,
        process.Concurrency,
        process.Busy,
        process.RssKilobytes,
        process.RoundTripMicroseconds,
        LastBeat = Seconds(process.LastBeat),
        process.Queues,
        process.Weights,
        Capsules = process.Capsules?.ToDictionary(
            capsule => capsule.Name, capsule => new { capsule.Concurrency, capsule.Mode, capsule.Weights }),
    });

    private static string Describe(JsonElement process, string? leader)
    {
        var attributes = process.GetProperty("attributes");
        return JsonSerializer.Serialize(new
        {
            Identity = process.GetProperty("identity"),
            Hostname = attributes.GetProperty("hostname"),
            Pid = attributes.GetProperty("pid"),
            StartedAt = Seconds(attributes.GetProperty("started_at")),
            Tag = process.GetProperty("tag"),
            Labels = process.GetProperty("labels"),
            Version = process.TryGetProperty("version", out var version) ? version.GetString() : null,
            IsEmbedded = process.TryGetProperty("embedded?", out var embedded) && embedded.GetBoolean(),
            IsQuiet = process.GetProperty("stopping?"),
            IsLeader = process.GetProperty("identity").GetString() == leader,
            Concurrency = attributes.GetProperty("concurrency"),
            Busy = attributes.GetProperty("busy"),
            RssKilobytes = attributes.GetProperty("rss"),
            RoundTripMicroseconds = attributes.GetProperty("rtt_us"),
            LastBeat = Seconds(attributes.GetProperty("beat")),
            Queues = process.GetProperty("queues"),
            Weights = Optional("weights"),
            Capsules = Optional("capsules")?.EnumerateObject().ToDictionary(capsule => capsule.Name, capsule => new
            {
                Concurrency = capsule.Value.GetProperty("concurrency"),
                Mode = capsule.Value.GetProperty("mode"),
                Weights = capsule.Value.GetProperty("weights"),
            }),
        });

        JsonElement? Optional(string name) => process.TryGetProperty(name, out var value) ? value : null;
    }

    private static string Seconds(DateTimeOffset? time) => $"{(time - DateTimeOffset.UnixEpoch)?.TotalSeconds:F5}";

    private static string Seconds(JsonElement time) => $"{time.GetDouble():F5}";
}
