using System.Text.Json.Nodes;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Generators.Consumer.Tests.DataApi;

/// <summary>Typed queries over a shard: acting.</summary>
public sealed class ActTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DeleteAll_TakesExactlyTheJobsThatFitAndMatch()
    {
        await using var database = await FilledAsync("dead");
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });

        var result = await shard.DeadSet.Jobs<ChargeMerchant>().Where(j => j.Args.MerchantId == 7).DeleteAllAsync(cancellationToken: Token);

        Assert.Equal((JobOperation.Delete, 3, 2, 1), (result.Operation, result.Matched, result.Done, result.Refused));
        Assert.Equal(
            [KeyValuePair.Create("it does not fit ChargeMerchant: Argument 2 (amount): expected 2 or more arguments, found only 1", 1L)],
            result.Reasons);
        Assert.Equal(["few", "other", "stranger"], await JidsAsync(database, "dead"));
    }

    [Fact]
    public async Task DeleteAll_OfMismatched_TakesThoseOnly()
    {
        await using var database = await FilledAsync("dead");
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });

        var result = await shard.Jobs<ChargeMerchant>().OnlyMismatched().DeleteAllAsync(cancellationToken: Token);

        Assert.Equal((1, 1), (result.Matched, result.Done));
        Assert.Equal(["old", "new", "other", "stranger"], await JidsAsync(database, "dead"));
    }

    [Theory]
    [InlineData(false, "old")]
    [InlineData(true, "new")]
    public async Task KillAll_WithALimit_TakesFromTheEndTheQuerySays(bool newestFirst, string killed)
    {
        await using var database = await FilledAsync("retry");
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        var query = shard.RetrySet.Jobs<ChargeMerchant>().Where(j => j.Args.MerchantId == 7 && j.Jid != "few").Take(1);

        var result = await (newestFirst ? query.NewestFirst() : query).KillAllAsync(cancellationToken: Token);

        Assert.Equal((1, 1), (result.Matched, result.Done));
        Assert.Equal([killed], await JidsAsync(database, "dead"));
    }

    [Fact]
    public async Task RetryAllAndAddToQueueAll_PutJobsIntoTheirQueue()
    {
        await using var database = await FilledAsync("retry");
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        var query = shard.RetrySet.Jobs<ChargeMerchant>().WithoutMismatched();

        var retried = await query.Where(j => j.Args.MerchantId == 7).RetryAllAsync(cancellationToken: Token);
        var added = await query.Where(j => j.Args.MerchantId == 8).AddToQueueAllAsync(cancellationToken: Token);

        Assert.Equal((2, 1), (retried.Done, added.Done));
        Assert.Equal(["few", "stranger"], await JidsAsync(database, "retry"));
        Assert.Equal(
            [("old", -1L), ("new", -1L), ("other", 0L)],
            (await shard.Queue("default").Jobs<ChargeMerchant>().OldestFirst().ToListAsync(Token)).Select(job => (job.Jid, job.RetryCount ?? -9)));
    }

    [Fact]
    public async Task RescheduleAll_GivesThemTheTimeAndTellsProgress()
    {
        await using var database = await FilledAsync("schedule");
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        var at = DateTimeOffset.FromUnixTimeSeconds(4_000_000_000);
        var progress = new LastProgress();

        var result = await shard.ScheduledSet.Jobs<ChargeMerchant>().Where(j => j.Args.Amount > 1.5m)
            .RescheduleAllAsync(at, progress: progress, cancellationToken: Token);

        Assert.Equal((2, 2), (result.Matched, result.Done));
        Assert.Equal(2, progress.Last.Done);
        Assert.Equal(2, await database.Redis.SortedSetLengthAsync("schedule", at.ToUnixTimeSeconds()));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            shard.ScheduledSet.Jobs<ChargeMerchant>().RescheduleAllAsync(DateTimeOffset.UnixEpoch, cancellationToken: Token));
    }

    [Fact]
    public async Task DryRun_ChangesNothing()
    {
        await using var database = await FilledAsync("dead");
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });

        var result = await shard.DeadSet.Jobs<ChargeMerchant>().DeleteAllAsync(new OperationOptions { IsDryRun = true }, cancellationToken: Token);

        Assert.Equal((4, 3, 1), (result.Matched, result.Done, result.Refused));
        Assert.Equal(5, await database.Redis.SortedSetLengthAsync("dead"));
    }

    [Fact]
    public async Task Work_IsReadAndCounted_AndEveryActRefused()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("processes", "host:1:abc");
        await database.Redis.HashSetAsync("host:1:abc:work", [.. new[] { ("t1", Charge("[7,1]", "a")), ("t2", Charge("[8,1]", "b")) }.Select(one =>
            new HashEntry(one.Item1, new JsonObject { ["queue"] = "default", ["run_at"] = 5, ["payload"] = one.Item2.Json }.ToJsonString()))]);
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        var query = shard.Work.Jobs<ChargeMerchant>().Where(j => j.Args.MerchantId == 7);

        var result = await query.DeleteAllAsync(cancellationToken: Token);

        Assert.Equal("a", Assert.Single(await query.ToListAsync(Token)).Jid);
        Assert.Equal(1, (await query.CountAsync(Token)).Count);
        Assert.Equal([new JobGroup("8", 1)], (await shard.Work.Jobs<ChargeMerchant>().Where(j => j.Args.MerchantId != 7).CountByAsync(j => j.Args.MerchantId, Token)).Groups!);
        Assert.Equal((1, 1, "it is running, in no list or set"), (result.Matched, result.Refused, Assert.Single(result.Reasons).Key));
    }

    [Fact]
    public async Task Records_WithoutAShard_CannotBeActedOn()
    {
        var query = new[] { new JobRecord("eu-1", JobSource.Dead, Charge("[7,1]", "a").Bytes) }.Jobs<ChargeMerchant>();

        Assert.Equal("a", Assert.Single(await query.Where(j => j.Args.MerchantId == 7).ToListAsync(Token)).Jid);
        Assert.Contains(
            "JobSelection.Of",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => query.DeleteAllAsync(cancellationToken: Token))).Message,
            StringComparison.Ordinal);
    }

    private async Task<TestDatabase> FilledAsync(string set)
    {
        var database = await redis.NewDatabaseAsync();
        AJob[] jobs =
        [
            Charge("[7,1]", "old"), Charge("[7]", "few"), Charge("[7,2]", "new"), Charge("[8,2]", "other"), AJob.Retrying().With(jid: "stranger"),
        ];
        await database.Redis.SortedSetAddAsync(set, [.. jobs.Select((job, i) => new SortedSetEntry(job.Json, 10 * (i + 1)))]);
        return database;
    }

    private static async Task<IEnumerable<string?>> JidsAsync(TestDatabase database, string set) =>
        (await database.Redis.SortedSetRangeByScoreAsync(set)).Select(job => (string?)JsonNode.Parse((string)job!)!["jid"]);

    private static AJob Charge(string args, string jid) =>
        AJob.Retrying().With(jid: jid, @class: "ChargeMerchant").With("args", JsonNode.Parse(args));

    private sealed class LastProgress : IProgress<OperationProgress>
    {
        public OperationProgress Last { get; private set; }

        public void Report(OperationProgress value) => Last = value;
    }
}
