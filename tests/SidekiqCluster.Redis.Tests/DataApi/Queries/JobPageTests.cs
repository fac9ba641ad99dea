using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using SidekiqCluster.TestKit.Traffic;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Queries;

public sealed class JobPageTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(JobOrder.NewestFirst)]
    [InlineData(JobOrder.OldestFirst)]
    public async Task GetJobsAsync_QueueThatOthersChangeBetweenPages_LeavesOutNothingThatStays(JobOrder order)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        for (var seed = 0; seed < TestSizes.IterationSeeds; seed++)
        {
            var traffic = new ListTraffic(seed, maxLength: 250, areUnique: true) { Rotates = false };
            RedisKey key = $"queue:{seed}";
            await database.Redis.ListRightPushAsync(key, [.. traffic.Entries.Select(entry => (RedisValue)entry)]);
            traffic.Begin();
            var query = new JobQuery { Sources = JobSources.Of(JobSource.Queue($"{seed}")), Order = order, Limit = 10 + (seed % 30) };
            var reported = new List<string>();
            for (var page = 0; page < 1000; page++)
            {
                var answer = await shard.GetJobsAsync(query, Token);
                reported.AddRange(answer.Jobs.Select(job => job.RawText!));
                query = query with { Cursor = answer.Cursor };
                if (query.Cursor is null)
                {
                    break;
                }

                await BusyKey.ApplyAsync(database.Redis, key, traffic.Step());
            }

            Assert.Null(query.Cursor);
            Assert.True(traffic.FindMissed(reported) is null, $"Seed {seed}: '{traffic.FindMissed(reported)}' was left out.");
        }
    }

    [Fact]
    public async Task GetJobsAsync_LimitThatIsTheWhole_HasNoCursor()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        await database.Redis.ListLeftPushAsync("queue:low", ["1", "2"]);
        var query = new JobQuery { Sources = JobSources.Of(JobSource.Queue("low")), Limit = 2 };

        Assert.Null((await shard.GetJobsAsync(query, Token)).Cursor);
        Assert.NotNull((await shard.GetJobsAsync(query with { Limit = 1 }, Token)).Cursor);
    }

    [Fact]
    public async Task GetJobsAsync_CursorOfSomethingElse_IsRefused()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ShardDriver.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        await database.Redis.ListLeftPushAsync("queue:low", ["1", "2"]);
        var query = new JobQuery { Sources = JobSources.Of(JobSource.Queue("low")), Limit = 1 };
        var cursor = (await shard.GetJobsAsync(query, Token)).Cursor!;
        query = query with { Cursor = cursor };

        JobQuery[] others =
        [
            query with { Order = JobOrder.OldestFirst },
            query with { Filter = JobFilter.Parse("class:A") },
            query with { Sources = JobSources.Queues },
            query with { Cursor = cursor[..^4] },
            query with { Cursor = "?" },
            query with { Cursor = string.Empty },
        ];
        foreach (var other in others)
        {
            await Assert.ThrowsAsync<FormatException>(() => shard.GetJobsAsync(other, Token));
        }

        Assert.Single((await shard.GetJobsAsync(query, Token)).Jobs);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => shard.GetJobsAsync(new JobQuery { Limit = 0 }, Token));
    }
}
