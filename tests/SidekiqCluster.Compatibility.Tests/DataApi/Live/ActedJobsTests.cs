using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Compatibility.Tests.DataApi.Answers;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Live;

/// <summary>What we did to jobs and told processes, Ruby reads, performs and obeys.</summary>
public sealed class ActedJobsTests(RedisFixture redis)
{
    private const int Jobs = 20;
    private const int Seed = 20_261_125;

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 57, 55, 529, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Act_KillRetryAddToQueueAndMove_RubyReadsEachStepAndPerformsWithTheArguments()
    {
        Require.RealRedis();
        Require.Ruby();
        await using var database = await redis.NewDatabaseAsync();
        await using var ruby = RubyApi.Start();
        await using var shard = await ConnectAsync(database, new FakeTimeProvider(Now));
        var random = new RandomArguments(Seed);
        var given = Enumerable.Range(0, Jobs).Select(_ => Parse(random.Next())).ToList();
        await ruby.CallAsync(
            database.Url,
            Now,
            given.Select(args => new object[] { "RecordJob", new[] { (object)"perform_async" }.Concat(args.EnumerateArray().Cast<object>()) }),
            Cancel);

        await StepAsync("killed", Jobs, shard.Operations.KillAsync(All(JobSource.Queue("default")), cancellationToken: Cancel));
        await StepAsync("rescheduled", Jobs, shard.Operations.RescheduleAsync(All(JobSource.Dead), Now.AddDays(1), cancellationToken: Cancel));
        await StepAsync("retried", 5, shard.Operations.RetryAsync(
            All(JobSource.Dead), options: new OperationOptions { Limit = 5 }, cancellationToken: Cancel));
        await StepAsync("added", Jobs - 5, shard.Operations.AddToQueueAsync(All(JobSource.Dead), cancellationToken: Cancel));
        await StepAsync("moved", Jobs, shard.Operations.MoveAsync(All(JobSource.Queue("default")), "low", cancellationToken: Cancel));

        await using var worker = await SidekiqWorker.StartAsync(database.Url, "low");
        await Waiting.UntilAsync(async () => await database.Redis.ListLengthAsync("recorded") == Jobs);
        var performed = (await database.Redis.ListRangeAsync("recorded")).Select(json => Parse((string)json!)).ToList();
        Assert.All(given, args => Assert.Equal(
            given.Count(other => JsonSame.Value(other, args)), performed.Count(other => JsonSame.Value(other, args))));
        Assert.Equal((0, 0), (await shard.RetrySet.GetSizeAsync(Cancel), await shard.DeadSet.GetSizeAsync(Cancel)));

        async Task StepAsync(string step, int done, Task<OperationResult> act)
        {
            Assert.Equal(done, (await act).Done);
            (await ShardAnswers.CompareAsync(shard, await ruby.AskAsync(database.Url, Now, Cancel))).AssertSame(step);
        }
    }

    [Fact]
    public async Task Retry_OfAJobThatFailed_IsTriedAgainByRubyAndCountedAsBefore()
    {
        Require.RealRedis();
        Require.Ruby();
        await using var database = await redis.NewDatabaseAsync();
        await using var ruby = RubyApi.Start();
        await using var shard = await ConnectAsync(database, TimeProvider.System);
        await using var worker = await SidekiqWorker.StartAsync(database.Url, "low");
        await ruby.PushAsync(database.Url, [["FailJob", "do ✓"]], Cancel);
        var first = await FailedAsync(database, isAgain: false);
        Assert.Equal(0, first.GetProperty("retry_count").GetInt32());

        Assert.Equal(1, (await shard.Operations.RetryAsync(All(JobSource.Retry), cancellationToken: Cancel)).Done);

        var second = await FailedAsync(database, isAgain: true);
        Assert.Equal(0, second.GetProperty("retry_count").GetInt32());
        Assert.Equal(first.GetProperty("jid").GetString(), second.GetProperty("jid").GetString());
        Assert.Equal(["do ✓"], second.GetProperty("args").EnumerateArray().Select(arg => arg.GetString()));
    }

    [Fact]
    public async Task Signal_QuietThenStop_RubyObeys()
    {
        Require.RealRedis();
        Require.Ruby();
        await using var database = await redis.NewDatabaseAsync();
        await using var ruby = RubyApi.Start();
        await using var shard = await ConnectAsync(database, TimeProvider.System);
        await using var worker = await SidekiqWorker.StartAsync(database.Url, "default");
        await Waiting.UntilAsync(async () => await shard.Processes.CountAsync(Cancel) == 1);
        var identity = Assert.Single(await shard.Processes.ListAsync(Cancel)).Identity;

        Assert.Equal(ProcessSignalOutcome.Sent, await shard.Processes.QuietAsync(identity, Cancel));
        Assert.True(await shard.Processes.WaitUntilQuietAsync(identity, Patience, Cancel));
        Assert.Equal(ProcessSignalOutcome.AlreadySignalled, await shard.Processes.QuietAsync(identity, Cancel));
        await ruby.PushAsync(database.Url, [["RecordJob", "waits"]], Cancel);

        Assert.Equal(ProcessSignalOutcome.Sent, await shard.Processes.StopAsync(identity, Cancel));
        Assert.True(await shard.Processes.WaitUntilGoneAsync(identity, Patience, Cancel));
        Assert.Equal(ProcessSignalOutcome.NotAlive, await shard.Processes.StopAsync(identity, Cancel));
        Assert.Equal(1, await database.Redis.ListLengthAsync("queue:default"));
        Assert.Equal(0, await database.Redis.ListLengthAsync("recorded"));
    }

    private static JobSelection All(JobSource source) => JobSelection.Where(JobSources.Of(source), JobFilter.All);

    private static JsonElement Parse(string json) => JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });

    private static Task<DrivenShard> ConnectAsync(TestDatabase database, TimeProvider clock) => ShardDriver.ConnectAsync(
        new ShardOptions { Connection = database.ConnectionString, TimeProvider = clock });

    /// <summary>The job of the retry set, once it has failed for the first time or again.</summary>
    private static async Task<JsonElement> FailedAsync(TestDatabase database, bool isAgain)
    {
        JsonElement? job = null;
        await Waiting.UntilAsync(async () =>
        {
            job = await database.Redis.SortedSetRangeByRankAsync("retry") is [var failed] ? Parse((string)failed!) : null;
            return job?.TryGetProperty("retried_at", out _) == isAgain;
        });
        return job!.Value;
    }
}
