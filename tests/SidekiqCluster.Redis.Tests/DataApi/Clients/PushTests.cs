using System.Text.Json;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Clients;

public sealed class PushTests(RedisFixture redis)
{
    private const string Now = "1795445200.0";

    private static readonly JobRequest Simple = new() { Class = "Catalog::IndexJob", Args = JsonArguments.FromJson("""[1,"ü",{"a":1.5}]""") };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Push_WithNothingButClassAndArgs_IsWhatRubyPushes()
    {
        await using var database = await redis.NewDatabaseAsync("myapp:");
        await using var shard = await database.ConnectAsync();

        var jid = await shard.Client.PushAsync(Simple, Token);

        Assert.Matches("^[0-9a-f]{24}$", jid);
        Assert.Equal(
            [$$$"""{"retry":true,"queue":"default","class":"Catalog::IndexJob","args":[1,"ü",{"a":1.5}],"jid":"{{{jid}}}","created_at":{{{Now}}},"enqueued_at":{{{Now}}}}"""],
            await JobsAsync(database, "myapp:queue:default"));
        Assert.Equal(["default"], (await database.Redis.SetMembersAsync("myapp:queues")).Select(name => (string?)name));
    }

    [Fact]
    public async Task Push_WithEveryOption_WritesThemBeforeTheClass()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        var jid = await shard.Client.PushAsync(
            Simple with
            {
                Args = JsonArguments.None,
                Queue = "größe 队列",
                Retry = JobRetry.Times(3),
                Tags = ["x", "\"y\"\b"],
                Jid = "my/jid",
                Backtrace = JobBacktrace.Lines(5),
                Dead = false,
                RetryFor = TimeSpan.FromSeconds(90.9),
                RetryQueue = "low",
                Others = [new("log_level", "\"debug\""), new("cattr", """{ "a":1 }""")],
            },
            Token);

        Assert.Equal("my/jid", jid);
        Assert.Equal(
            [
                """
                {"retry":3,"queue":"größe 队列","tags":["x","\"y\"\b"],"backtrace":5,"dead":false,"retry_for":90,"retry_queue":"low","log_level":"debug",
                """
                + """
                  "cattr":{ "a":1 },"class":"Catalog::IndexJob","args":[],"jid":"my/jid
                  """ + Times(Now),
            ],
            await JobsAsync(database, "queue:größe 队列"));
    }

    [Fact]
    public async Task Push_AllProcessesAreSidekiq8_WritesMilliseconds()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("processes", "host:1:abc");
        await database.Redis.HashSetAsync("host:1:abc", [new("info", """{"version":"8.1.7"}""")]);
        await using var shard = await database.ConnectAsync();

        await shard.Client.PushAsync(Simple, Token);

        Assert.EndsWith(Times("1795445200000"), Assert.Single(await JobsAsync(database, "queue:default")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TimestampUnit.Seconds, "1795445200.0")]
    [InlineData(TimestampUnit.Milliseconds, "1795445200000")]
    public async Task Push_UnitSaidByTheOptions_DoesNotAskTheProcesses(TimestampUnit unit, string time)
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.StringSetAsync("processes", "no set, so that asking would fail");
        await using var shard = await database.ConnectAsync(unit: unit);

        await shard.Client.PushAsync(Simple, Token);

        Assert.EndsWith(Times(time), Assert.Single(await JobsAsync(database, "queue:default")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_ForLater_IsScheduledWithoutBeingEnqueued()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        var atTime = await shard.Client.PushAsync(Simple with { At = DateTimeOffset.FromUnixTimeMilliseconds(1900000000125) }, Token);
        var afterDelay = await shard.Client.PushAsync(Simple with { Delay = TimeSpan.FromMinutes(1) }, Token);

        var scheduled = await shard.ScheduledSet.ReadAsync(cancellationToken: Token).ToListAsync(Token);
        Assert.Equal([(atTime, 1900000000.125), (afterDelay, 1795445260)], scheduled.Select(entry => (entry.Jid!, entry.Score)));
        Assert.All(scheduled, entry => Assert.Null(entry["enqueued_at"]));
        Assert.False(await database.Redis.KeyExistsAsync("queues"));
    }

    [Fact]
    public async Task Push_TimeHasCome_GoesToItsQueueUnlessItIsToBeScheduledAnyway()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        await shard.Client.PushAsync(Simple with { At = TestShard.Now }, Token);
        await shard.Client.PushAsync(Simple with { At = TestShard.Now.AddYears(-1) }, Token);
        await shard.Client.PushAsync(Simple with { Delay = TimeSpan.FromSeconds(-5) }, Token);
        Assert.Equal((3, 0), (await database.Redis.ListLengthAsync("queue:default"), await database.Redis.SortedSetLengthAsync("schedule")));

        await shard.Client.PushAsync(Simple with { At = DateTimeOffset.FromUnixTimeMilliseconds(1500), IsScheduledEvenIfDue = true }, Token);
        Assert.Equal([1.5], (await database.Redis.SortedSetRangeByRankWithScoresAsync("schedule")).Select(entry => entry.Score));
    }

    [Fact]
    public async Task Push_WhatBreaksARule_IsRefusedBeforeAnythingIsSent()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        (JobRequest Request, string Problem)[] refused =
        [
            (Simple with { Class = "" }, "`Class` is empty"),
            (Simple with { Class = "A B" }, "`Class` holds a blank"),
            (Simple with { Args = null! }, "The arguments are null"),
            (Simple with { Args = JsonArguments.FromJson("{}") }, "The arguments are no array"),
            (Simple with { Args = JsonArguments.FromJson("[1") }, "The arguments' JSON is no JSON (line 1, byte 3)"),
            (Simple with { Args = JsonArguments.FromJson("[NaN]") }, "is no JSON"),
            (Simple with { Args = JsonArguments.Of(1, Guid.Empty) }, "Argument 2 is a Guid"),
            (Simple with { Queue = "" }, "`Queue` is empty"),
            (Simple with { Queue = "a\nb" }, "`Queue` has a control character"),
            (Simple with { RetryQueue = "" }, "`RetryQueue` is empty"),
            (Simple with { Tags = [null!] }, "`Tags` holds null"),
            (Simple with { Jid = "" }, "`Jid` is empty"),
            (Simple with { At = TestShard.Now, Delay = TimeSpan.Zero }, "`At` and `Delay` are both set"),
            (Simple with { RetryFor = TimeSpan.FromSeconds(1_000_000_001) }, "`RetryFor` is"),
            (Simple with { RetryFor = TimeSpan.Zero }, "`RetryFor` is"),
            (Simple with { Others = [new("queue", "\"x\"")] }, "`Others` sets 'queue'"),
            (Simple with { Others = [new("a", "1"), new("a", "2")] }, "`Others` sets 'a' twice"),
            (Simple with { Others = [new("a", "{")] }, "`Others` gives 'a' a value that is no JSON"),
            (Simple with { Others = [new("", "1")] }, "`Others` has a field without a proper name"),
        ];

        foreach (var (request, problem) in refused)
        {
            var error = await Assert.ThrowsAsync<ArgumentException>(() => shard.Client.PushAsync(request, Token));
            Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0L, (long)await database.Redis.ExecuteAsync("DBSIZE"));
    }

    [Fact]
    public async Task Push_QueueIsOfAnotherType_SaysWhichKey()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.StringSetAsync("queue:default", "text");
        await using var shard = await database.ConnectAsync();

        var error = await Assert.ThrowsAsync<SidekiqClusterException>(() => shard.Client.PushAsync(Simple, Token));

        Assert.Contains("holds another type", error.Message, StringComparison.Ordinal);
        Assert.False(await database.Redis.KeyExistsAsync("queues"));
    }

    [Fact]
    public async Task Push_ArgumentsOfEveryKind_ArriveByteForByte()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        const string Args = """[ 123456789012345678901234567890, 1.0e+20,-0.0 ,"\u00fc\u2028 ü", {"a":1,"a":2}, [[ ]],null ]""";

        await shard.Client.PushAsync(Simple with { Args = JsonArguments.FromJson("\n" + Args + " ") }, Token);

        var job = Assert.Single(await shard.Queue("default").ReadAsync(cancellationToken: Token).ToListAsync(Token));
        Assert.Contains($""","args":{Args},"jid":""", job.RawText, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Array, job.Args!.Value.ValueKind);
    }

    /// <summary>How the payload of a job ends that was pushed at this time.</summary>
    private static string Times(string time) => $"\",\"created_at\":{time},\"enqueued_at\":{time}}}";

    private static async Task<IEnumerable<string?>> JobsAsync(TestDatabase database, string queue) =>
        (await database.Redis.ListRangeAsync(queue)).Select(value => (string?)value);
}
