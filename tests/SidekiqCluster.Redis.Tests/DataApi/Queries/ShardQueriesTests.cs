using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;

namespace SidekiqCluster.Redis.Tests.DataApi.Queries;

public sealed class ShardQueriesTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CountJobsAsync_ByTag_CountsAJobUnderEachOfItsTags()
    {
        await using var database = await FilledAsync();
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });

        var count = await shard.CountJobsAsync(JobSources.All, by: JobField.Parse("tag"), cancellationToken: Token);

        Assert.Equal(5, count.Count);
        Assert.Equal([new(null, 3), new("vip", 2), new("eu", 1)], count.Groups!);
    }

    [Fact]
    public async Task CountJobsAsync_WithFilter_CountsMatchesOnly()
    {
        await using var database = await FilledAsync();
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        var filter = JobFilter.Parse("class:A");

        Assert.Equal(3, (await shard.CountJobsAsync(JobSources.All, filter, cancellationToken: Token)).Count);
        Assert.Equal(2, (await shard.CountJobsAsync(JobSources.Queues, filter, cancellationToken: Token)).Count);
        Assert.Equal(5, (await shard.CountJobsAsync(JobSources.All, cancellationToken: Token)).Count);
        Assert.Null((await shard.CountJobsAsync(JobSources.All, filter, cancellationToken: Token)).Groups);
    }

    [Fact]
    public async Task ReadJobsAsync_AllSources_GivesThemInOrder()
    {
        await using var database = await FilledAsync();
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });

        var jobs = await shard.ReadJobsAsync(JobSources.All, cancellationToken: Token)
            .Select(job => $"{job.Source} {job.Jid ?? job.RawText}").ToListAsync(Token);

        Assert.Equal(["queue:a 2", "queue:a 1", "queue:b 1", "retry 3", "dead junk"], jobs);
    }

    [Fact]
    public async Task FindJobsAsync_SeveralIds_FindsAllOfEachWhereverTheyAre()
    {
        await using var database = await FilledAsync();
        await database.Redis.SetAddAsync("processes", "host:1:abc");
        await database.Redis.HashSetAsync("host:1:abc", "info", "{}");
        await database.Redis.HashSetAsync(
            "host:1:abc:work", "t1", """{"queue":"a","payload":"{\"jid\":\"4\"}","run_at":1700000000}""");
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });

        var jobs = await shard.FindJobsAsync(["4", "1", "3", "nobody"], Token);

        Assert.Equal(["queue:a 1", "queue:b 1", "retry 3", "work 4"], jobs.Select(job => $"{job.Source} {job.Jid}"));
        Assert.Empty(await shard.FindJobsAsync([], Token));
    }

    [Fact]
    public async Task FindEntryAsync_AnyJob_IsFoundByItsId()
    {
        await using var database = await FilledAsync();
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        await foreach (var job in shard.ReadJobsAsync(JobSources.All, cancellationToken: Token))
        {
            var found = await shard.FindEntryAsync(EntryId.Parse(job.Id.ToString()), Token);
            Assert.Equal((job.Source, job.RawText), (found!.Source, found.RawText));
        }

        await database.Redis.ListLeftPushAsync("queue:stray", "stray");
        var stray = EntryId.Of(shard.Name, JobSource.Queue("stray"), "stray"u8);
        Assert.Equal("stray", (await shard.FindEntryAsync(stray, Token))!.RawText);
        Assert.Null(await shard.FindEntryAsync(EntryId.Of(shard.Name, JobSource.Dead, "gone"u8), Token));
        Assert.Null(await shard.FindEntryAsync(EntryId.Of("another", JobSource.Dead, "junk"u8), Token));
    }

    private async Task<TestDatabase> FilledAsync()
    {
        var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("queues", ["b", "a"]);
        await database.Redis.ListLeftPushAsync(
            "queue:a", ["""{"class":"A","jid":"1","tags":["vip","eu"]}""", """{"class":"A","jid":"2"}"""]);
        await database.Redis.ListLeftPushAsync("queue:b", """{"class":"B","jid":"1"}""");
        await database.Redis.SortedSetAddAsync("retry", """{"class":"A","jid":"3","tags":["vip"]}""", 5);
        await database.Redis.SortedSetAddAsync("dead", "junk", 6);
        return database;
    }
}
