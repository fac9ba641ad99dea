using System.Text;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Operations;

public sealed class JobOperationsTests(RedisFixture redis)
{
    private static readonly string NowInSeconds = "1795445200.0";

    [Theory]
    [InlineData(0, -1)]
    [InlineData(7, 6)]
    public async Task Retry_EntryInRetrySet_IsAtTheEndOfItsQueueWithOneRetryLess(int before, int after)
    {
        await using var database = await redis.NewDatabaseAsync();
        var job = AJob.Retrying().With(queue: "low").With("retry_count", before);
        await database.Redis.SortedSetAddAsync("retry", job.Json, 1795446000.125);
        await using var shard = await database.ConnectAsync();

        var result = await shard.Operations.RetryAsync(All(JobSource.Retry), cancellationToken: Token);

        Assert.Equal((1, 1), (result.Matched, result.Done));
        Assert.Equal(
            [job.With("retry_count", after).With("enqueued_at", 1).Json.Replace("\"enqueued_at\":1", $"\"enqueued_at\":{NowInSeconds}", StringComparison.Ordinal)],
            (await database.Redis.ListRangeAsync("queue:low")).Select(value => (string?)value));
        Assert.Equal(0, await database.Redis.SortedSetLengthAsync("retry"));
        Assert.True(await database.Redis.SetContainsAsync("queues", "low"));
    }

    [Fact]
    public async Task Move_QueueThatIsReadToo_CountsEachJobOnceAndRefusesThoseThatWereThere()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("queues", ["a", "b"]);
        await database.Redis.ListLeftPushAsync("queue:a", [.. Enumerable.Range(0, 30).Select(_ => (RedisValue)AJob.Enqueued().Json)]);
        await database.Redis.ListLeftPushAsync("queue:b", AJob.Enqueued().Json);
        await using var shard = await database.ConnectAsync();

        var result = await shard.Operations.MoveAsync(JobSelection.Where(JobSources.Queues, JobFilter.All), "b", cancellationToken: Token);

        Assert.Equal((31, 30, 1), (result.Matched, result.Done, result.Refused));
        Assert.Equal((0, 31), (await database.Redis.ListLengthAsync("queue:a"), await database.Redis.ListLengthAsync("queue:b")));
    }

    [Fact]
    public async Task Kill_DeadSetIsOfAnotherType_ReasonNamesShardKeyAndRemedy()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("retry", AJob.Retrying().Json, 5);
        await database.Redis.StringSetAsync("dead", "x");
        await using var shard = await database.ConnectAsync();

        var result = await shard.Operations.KillAsync(All(JobSource.Retry), cancellationToken: Token);

        Assert.Equal((0, 1), (result.Done, result.Failed));
        Assert.Matches(
            "^Shard .+ holds another type than Sidekiq's under the key 'dead'; look at it with TYPE\\.$", Assert.Single(result.Reasons.Keys));
        Assert.Equal(1, await database.Redis.SortedSetLengthAsync("retry"));
    }

    [Fact]
    public async Task Retry_AllProcessesAreSidekiq8_WritesMilliseconds()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("processes", "host:1:abc");
        await database.Redis.HashSetAsync("host:1:abc", [new("info", """{"version":"8.1.7"}""")]);
        await database.Redis.SortedSetAddAsync("dead", """{"class":"X","args":[]}""", 1);
        await using var shard = await database.ConnectAsync();

        await shard.Operations.RetryAsync(All(JobSource.Dead), cancellationToken: Token);

        Assert.Equal(
            """{"class":"X","args":[],"enqueued_at":1795445200000}""",
            (string?)await database.Redis.ListGetByIndexAsync("queue:default", 0));
    }

    [Fact]
    public async Task Retry_MalformedEntries_AreRefusedWithReasonsAndStay()
    {
        await using var database = await redis.NewDatabaseAsync();
        string[] malformed = ["not json", "[]", """{"args":[]}""", """{"class":"X","args":{}}"""];
        await database.Redis.SortedSetAddAsync("dead", [.. malformed.Select(raw => new SortedSetEntry(raw, 5))]);
        await using var shard = await database.ConnectAsync();

        var result = await shard.Operations.RetryAsync(All(JobSource.Dead), cancellationToken: Token);

        Assert.Equal((4, 4, 0), (result.Matched, result.Refused, result.Done));
        Assert.Equal(2, result.Reasons["malformed: the payload is no JSON object"]);
        Assert.Equal(4, await database.Redis.SortedSetLengthAsync("dead"));
    }

    [Fact]
    public async Task Kill_JobInQueueAndMalformedJob_AreInTheDeadSetWithTheirBytes()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.ListRightPushAsync("queue:default", ["a", "b", "c"]);
        await database.Redis.SetAddAsync("queues", "default");
        await using var shard = await database.ConnectAsync();

        var result = await shard.Operations.KillAsync(
            JobSelection.Of(Record(shard, JobSource.Queue("default"), "b")), cancellationToken: Token);

        Assert.Equal(1, result.Done);
        Assert.Equal(["a", "c"], (await database.Redis.ListRangeAsync("queue:default")).Select(value => (string?)value));
        Assert.Equal(
            [new SortedSetEntry("b", 1795445200)], await database.Redis.SortedSetRangeByRankWithScoresAsync("dead"));
    }

    [Fact]
    public async Task Delete_OneOfEqualCopies_TakesTheOneNearestTheTail()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.ListRightPushAsync("queue:default", ["twin", "other", "twin", "last"]);
        await using var shard = await database.ConnectAsync();

        await shard.Operations.DeleteAsync(
            JobSelection.Of(Record(shard, JobSource.Queue("default"), "twin")), cancellationToken: Token);

        Assert.Equal(
            ["twin", "other", "last"], (await database.Redis.ListRangeAsync("queue:default")).Select(value => (string?)value));
    }

    [Fact]
    public async Task Reschedule_OneOfEqualScore_ChangesOnlyItsScore()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("schedule", [new("{ \"spaced\" : 1 }", 5), new("other", 5)]);
        await using var shard = await database.ConnectAsync();

        var result = await shard.Operations.RescheduleAsync(
            JobSelection.Of(Record(shard, JobSource.Scheduled, "{ \"spaced\" : 1 }")),
            DateTimeOffset.FromUnixTimeMilliseconds(1900000000500),
            cancellationToken: Token);

        Assert.Equal(1, result.Done);
        Assert.Equal(
            [new SortedSetEntry("other", 5), new SortedSetEntry("{ \"spaced\" : 1 }", 1900000000.5)],
            await database.Redis.SortedSetRangeByRankWithScoresAsync("schedule"));
    }

    [Fact]
    public async Task Reschedule_PastTime_IsRefusedBeforeAnythingIsSent()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => shard.Operations.RescheduleAsync(All(JobSource.Retry), TestShard.Now.AddSeconds(-1), cancellationToken: Token));
        Assert.Contains("in the past", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_FromSetAndFromQueue_NamesTheNewQueueInThePayload()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("schedule", """{"class":"A","args":[1.0e+20],"queue":"x"}""", 9);
        await database.Redis.ListRightPushAsync("queue:old", """{"class":"B","args":[]}""");
        await database.Redis.SetAddAsync("queues", "old");
        await using var shard = await database.ConnectAsync();

        var result = await shard.Operations.MoveAsync(
            JobSelection.Where(JobSources.Parse("queues", "scheduled"), JobFilter.All), "new-ü", cancellationToken: Token);

        Assert.Equal(2, result.Done);
        Assert.Equal(
            [
                $$"""{"class":"A","args":[1.0e+20],"queue":"new-ü","enqueued_at":{{NowInSeconds}}}""",
                $$"""{"class":"B","args":[],"queue":"new-ü","enqueued_at":{{NowInSeconds}}}""",
            ],
            (await database.Redis.ListRangeAsync("queue:new-ü")).Select(value => (string?)value));
        Assert.True(await database.Redis.SetContainsAsync("queues", "new-ü"));
    }

    [Fact]
    public async Task Delete_EntryThatIsGone_IsCountedAsGone()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        var result = await shard.Operations.DeleteAsync(
            JobSelection.Of(Record(shard, JobSource.Dead, "a"), Record(shard, JobSource.Queue("q"), "b")),
            cancellationToken: Token);
        Assert.Equal((2, 2, 0), (result.Matched, result.Gone, result.Done));
    }

    [Fact]
    public async Task Delete_RecordOfAnotherShard_IsRefused()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        var result = await shard.Operations.DeleteAsync(
            JobSelection.Of(new JobRecord("us-1", JobSource.Dead, "a"u8.ToArray())), cancellationToken: Token);
        Assert.Equal(1, result.Reasons[$"it is of shard us-1, not of {shard.Name}"]);
    }

    [Fact]
    public async Task DryRun_MatchingJobs_AreCountedAndStay()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("retry", [new("a", 1), new(AJob.Retrying().Json, 2)]);
        await using var shard = await database.ConnectAsync();
        var result = await shard.Operations.RetryAsync(
            All(JobSource.Retry), new OperationOptions { IsDryRun = true }, Token);
        Assert.Equal((2, 1, 1, true), (result.Matched, result.Done, result.Refused, result.IsDryRun));
        Assert.Equal(2, await database.Redis.SortedSetLengthAsync("retry"));
    }

    [Fact]
    public async Task Delete_JobOfABatch_Warns()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("retry", AJob.Retrying().Json, 1);
        await database.Redis.SortedSetAddAsync("dead", """{"bid":"b-1"}""", 1);
        await using var shard = await database.ConnectAsync();
        Assert.Empty((await shard.Operations.DeleteAsync(All(JobSource.Retry), cancellationToken: Token)).Warnings);
        Assert.Contains(
            "batches of Sidekiq Pro",
            Assert.Single((await shard.Operations.DeleteAsync(All(JobSource.Dead), cancellationToken: Token)).Warnings),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limit_OfThree_ActsOnTheThreeOldest()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("retry", [.. Enumerable.Range(0, 250).Select(i => new SortedSetEntry($"m{i}", i))]);
        await using var shard = await database.ConnectAsync();
        var result = await shard.Operations.DeleteAsync(All(JobSource.Retry), new OperationOptions { Limit = 3 }, Token);
        Assert.Equal(3, result.Done);
        Assert.Equal("m3", (string?)(await database.Redis.SortedSetRangeByRankAsync("retry", 0, 0))[0]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static JobSelection All(JobSource source) => JobSelection.Where(JobSources.Of(source), JobFilter.All);

    private static JobRecord Record(DrivenShard shard, JobSource source, string raw) =>
        new(shard.Name, source, Encoding.UTF8.GetBytes(raw));
}
