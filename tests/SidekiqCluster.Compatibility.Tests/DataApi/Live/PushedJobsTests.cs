using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Compatibility.Tests.DataApi.Answers;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;
using SidekiqCluster.Compatibility.Tests.Workers;
using SidekiqCluster.Compatibility.Tests.Workers.Billing;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Live;

/// <summary>What we push, Ruby reads, performs, and would have pushed itself.</summary>
public sealed class PushedJobsTests(RedisFixture redis)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 57, 55, 529, TimeSpan.Zero);

    /// <summary>The payload is the hundredth level.</summary>
    private const int Deepest = 99;

    private static readonly string[] Arguments =
    [
        "[]",
        """[1180591620717411303424,-9007199254740993,1.5,1.0e+20,-0.0,null,true,false]""",
        """["grüße 💳","\u2028 \u0001 \"\\/",{"a":{"b":[[],{}]},"ü":[1,[2,[3]]]}]""",
        """[ "spaced" , { "k" : 2.50 } ]""",
        new string('[', Deepest) + new string(']', Deepest),
    ];

    /// <summary>What is sent to the Ruby class, and our options for the same.</summary>
    private static readonly Dictionary<string, PushOptions> Same = new()
    {
        ["""[["perform_async",7,12.5]]"""] = new(),
        ["""[["perform_in",90.5,7,12.5]]"""] = new() { Delay = TimeSpan.FromSeconds(90.5) },
        ["""[["perform_at",1900000000.125,7,12.5]]"""] = new() { At = DateTimeOffset.FromUnixTimeMilliseconds(1900000000125) },
        ["""[["perform_at",1700000000,7,12.5]]"""] = new() { At = DateTimeOffset.FromUnixTimeSeconds(1700000000) },
        ["""[["perform_in",-5,7,12.5]]"""] = new() { Delay = TimeSpan.FromSeconds(-5) },
        ["""[["set",{"queue":"größe","retry":false,"tags":["x"],"backtrace":true,"dead":true,"retry_queue":"low","log_level":"debug"}],["perform_async",7,12.5]]"""] =
            new()
            {
                Queue = "größe",
                Retry = JobRetry.Never,
                Tags = ["x"],
                Backtrace = JobBacktrace.Whole,
                Dead = true,
                RetryQueue = "low",
                Others = [new("log_level", "\"debug\"")],
            },
    };

    public static TheoryData<string> Calls => [.. Same.Keys];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Push_OfATypedJob_LeavesWhatItsRubyClassLeaves(string messages)
    {
        Require.RealRedis();
        Require.Ruby();
        await using var theirs = await redis.NewDatabaseAsync();
        await using var ours = await redis.NewDatabaseAsync();
        await using var ruby = RubyApi.Start();
        await using var shard = await ConnectAsync(ours, new FakeTimeProvider(Now));

        await ruby.CallAsync(theirs.Url, Now, [["Billing::ChargeMerchant", .. JsonElement.Parse(messages).EnumerateArray().Cast<object>()]], Cancel);
        var expected = await OnlyJobAsync(theirs);
        await shard.Client.PushAsync(new ChargeMerchant(7, 12.5), Same[messages] with { Jid = expected.Job["jid"]!.Trim('"') }, Cancel);

        var pushed = await OnlyJobAsync(ours);
        Assert.Equal(expected.Place, pushed.Place);
        Assert.Equal(InOrder(expected.Job), InOrder(pushed.Job));
    }

    [Fact]
    public async Task PushBulk_OfTypedJobs_LeavesWhatTheirRubyClassLeaves()
    {
        Require.RealRedis();
        Require.Ruby();
        await using var theirs = await redis.NewDatabaseAsync();
        await using var ours = await redis.NewDatabaseAsync();
        await using var ruby = RubyApi.Start();
        await using var shard = await ConnectAsync(ours, new FakeTimeProvider(Now));
        ChargeMerchant[] jobs = [new(1, 0.1), new(2, 1e20, "zwei ✓"), new(3, -2, "\"\u0001\b\u2028😀", 4, 5)];

        await ruby.CallAsync(
            theirs.Url,
            Now,
            [["Billing::ChargeMerchant", new object[] { "perform_bulk", jobs.Select(job => JsonElement.Parse(JobArgs.ToUtf8Json(job))) }]],
            Cancel);
        await shard.Client.PushBulkAsync(jobs, cancellationToken: Cancel);

        var expected = await theirs.Redis.ListRangeAsync("queue:billing");
        var pushed = await ours.Redis.ListRangeAsync("queue:billing");
        Assert.Equal(3, expected.Length);
        Assert.Equal(expected.Select(WithoutJid), pushed.Select(WithoutJid));

        static IEnumerable<KeyValuePair<string, string>> WithoutJid(RedisValue job) =>
            InOrder(FieldsOf(job!)).Where(field => field.Key != "jid");
    }

    [Fact]
    public async Task Push_AtOnceInBulkAndForLater_IsPerformedByRubyWithTheArguments()
    {
        Require.RealRedis();
        Require.Ruby();
        await using var database = await redis.NewDatabaseAsync();
        await using var ruby = RubyApi.Start();
        await using var worker = await SidekiqWorker.StartAsync(database.Url, "default", "low");
        await using var shard = await ConnectAsync(database, TimeProvider.System);

        foreach (var args in Arguments)
        {
            await shard.Client.PushAsync(new JobRequest { Class = "RecordJob", Args = JsonArguments.FromJson(args) }, Cancel);
        }

        await shard.Client.PushBulkAsync(
            new BulkJobRequest { Class = "RecordJob", Queue = "low", Jobs = BulkJobRequest.Each(Arguments.Select(JsonArguments.FromJson)) },
            cancellationToken: Cancel);
        await shard.Client.PushAsync(new RecordJob(JsonElement.Parse("\"typed\"")), new PushOptions { Delay = TimeSpan.FromHours(1) }, Cancel);
        Assert.Equal(1, await shard.ScheduledSet.GetSizeAsync(Cancel));
        await ruby.PollAsync(database.Url, TimeProvider.System.GetUtcNow().AddHours(2), Cancel);

        string[] expected = [.. Arguments, .. Arguments, """["typed"]"""];
        var performed = await RecordedAsync(database, expected.Length);
        Assert.All(expected.GroupBy(args => args), group => Assert.Equal(
            group.Count(), performed.Count(json => JsonSame.Value(Parse(json), Parse(group.Key)))));
        Assert.Equal((0, 0), (await shard.RetrySet.GetSizeAsync(Cancel), await shard.DeadSet.GetSizeAsync(Cancel)));
    }

    [Fact]
    public async Task Push_AnyArguments_AreReadByRubyAndByUsAsTheyWereGiven()
    {
        Require.RealRedis();
        Require.Ruby();
        await using var database = await redis.NewDatabaseAsync();
        await using var ruby = RubyApi.Start();
        var clock = new FakeTimeProvider(Now);
        await using var shard = await ConnectAsync(database, clock);
        var random = new RandomArguments(seed: 20_261_123);
        string[] given = [.. Enumerable.Range(0, TestSizes.PushedArguments).Select(_ => random.Next())];

        var result = await shard.Client.PushBulkAsync(
            new BulkJobRequest { Class = "RecordJob", Jobs = BulkJobRequest.Each(given.Select(JsonArguments.FromJson)) }, cancellationToken: Cancel);

        Assert.Equal(given.Length, result.Stored);
        var read = await shard.Queue("default").ReadAsync(new QueueReadOptions { Order = JobOrder.OldestFirst }, Cancel).ToListAsync(Cancel);
        Assert.Equal(given, read.Select(job => Between(job.RawText!, "\"args\":", ",\"jid\"")));
        (await ShardAnswers.CompareAsync(shard, await ruby.AskAsync(database.Url, Now, Cancel))).AssertSame("pushed by us");
    }

    private static Task<DrivenShard> ConnectAsync(TestDatabase database, TimeProvider clock) => ShardDriver.ConnectAsync(
        new ShardOptions { Connection = database.ConnectionString, TimeProvider = clock });

    /// <summary>Where the only job of a database is, and its fields as they are spelled.</summary>
    private static async Task<(string Place, Dictionary<string, string> Job)> OnlyJobAsync(TestDatabase database)
    {
        var scheduled = await database.Redis.SortedSetRangeByRankWithScoresAsync("schedule");
        if (scheduled is [var entry])
        {
            return (FormattableString.Invariant($"schedule {entry.Score:R}"), FieldsOf(entry.Element!));
        }

        var queue = Assert.Single(await database.Redis.SetMembersAsync("queues"));
        return ($"queue {queue}", FieldsOf(Assert.Single(await database.Redis.ListRangeAsync($"queue:{queue}"))!));
    }

    private static Dictionary<string, string> FieldsOf(byte[] job) =>
        JsonElement.Parse(job).EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetRawText());

    /// <summary>The order of fields means nothing.</summary>
    private static IEnumerable<KeyValuePair<string, string>> InOrder(Dictionary<string, string> fields) =>
        fields.OrderBy(field => field.Key, StringComparer.Ordinal);

    private static JsonElement Parse(string json) => JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = Deepest });

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.LastIndexOf(end, StringComparison.Ordinal)];
    }

    /// <summary>What the jobs have recorded, once it is this much.</summary>
    private static async Task<List<string>> RecordedAsync(TestDatabase database, int count)
    {
        await Waiting.UntilAsync(async () => await database.Redis.ListLengthAsync("recorded") >= count);
        return [.. (await database.Redis.ListRangeAsync("recorded")).Select(value => Encoding.UTF8.GetString((byte[])value!))];
    }
}
