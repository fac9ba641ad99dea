using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Queries;

public sealed class JobPagerTests(RedisFixture redis)
{
    private static readonly string[] Names = ["a", "b", "c"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetPageAsync_ShardsAtRest_GiveEveryJobOnceInOrder()
    {
        await using var database = await redis.NewDatabaseAsync();
        for (var seed = 0; seed < TestSizes.IterationSeeds / 3; seed++)
        {
            var random = new Random(seed);
            await FillAsync(database, random);
            await using var shards = await ShardsAsync(database);
            var query = new JobQuery
            {
                Sources = random.Next(2) == 0 ? JobSources.All : JobSources.Of(JobSource.Retry, JobSource.Queue("q1"), JobSource.Dead),
                Filter = random.Next(2) == 0 ? JobFilter.All : JobFilter.Parse("class:A"),
                Order = random.Next(2) == 0 ? JobOrder.NewestFirst : JobOrder.OldestFirst,
                Limit = random.Next(1, 60),
            };

            var pages = await PagesAsync(new JobPager(shards.All.Select(ShardSource.Of)), query);
            var whole = await new JobPager(shards.All.Select(ShardSource.Of)).GetPageAsync(query with { Limit = null }, Token);

            Assert.Equal(whole.Jobs.Select(Describe), pages.Select(Describe));
            Assert.Null(whole.Cursor);
            foreach (var shard in shards.All)
            {
                var alone = shard.ReadJobsAsync(query.Sources, query.Filter, query.Order, Token);
                Assert.Equal(
                    await alone.Select(Describe).ToListAsync(Token),
                    whole.Jobs.Where(job => job.Shard == shard.Name).Select(Describe));
            }

            var scores = whole.Jobs.OfType<SortedEntry>().Where(job => job.Source == JobSource.Retry).Select(job => job.Score);
            Assert.Equal(query.Order == JobOrder.NewestFirst ? scores.OrderDescending() : scores.Order(), scores);
        }
    }

    [Fact]
    public async Task GetPageAsync_ShardThatFails_IsAnOutcomeAndIsReadOnLater()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database, new Random(1));
        await using var shards = await ShardsAsync(database);
        var query = new JobQuery { Limit = 7 };
        var whole = await PagesAsync(new JobPager(shards.All.Select(ShardSource.Of)), query);
        var answers = true;
        var flaky = new ShardSource("b", _ => answers
            ? Task.FromResult(shards.All[1])
            : throw new ShardUnreachableException("Shard b is down.", "b"));
        var pager = new JobPager(ShardSource.Of(shards.All[0]), flaky, ShardSource.Of(shards.All[2]));

        var jobs = new List<JobRecord>();
        for (var page = 0; page == 0 || query.Cursor is not null; page++)
        {
            answers = page % 2 == 1;
            var answer = await pager.GetPageAsync(query, Token);
            Assert.Equal([null, answers ? null : "Shard b is down.", null], answer.Shards.Select(shard => shard.Error));
            Assert.Equal(Names, answer.Shards.Select(shard => shard.Shard));
            Assert.DoesNotContain(answer.Jobs, job => job.Shard == "b" && !answers);
            jobs.AddRange(answer.Jobs);
            query = query with { Cursor = answer.Cursor };
        }

        Assert.Equal(whole.Select(Describe).Order(StringComparer.Ordinal), jobs.Select(Describe).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task GetPageAsync_ShardThatHangs_IsGivenUpAfterItsTime()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database, new Random(2));
        await using var shards = await ShardsAsync(database);
        var never = new TaskCompletionSource<SidekiqShard>();
        var pager = new JobPager(new ShardSource("hung", _ => never.Task), ShardSource.Of(shards.All[0]))
        {
            ShardTimeout = TimeSpan.FromSeconds(1),
        };

        var answer = await pager.GetPageAsync(new JobQuery { Limit = 5 }, Token);

        Assert.Equal(5, answer.Jobs.Count);
        Assert.Equal("Shard hung did not answer within 00:00:01; ask again, or allow more time.", answer.Shards[0].Error);
        Assert.NotNull(answer.Cursor);
    }

    [Fact]
    public async Task GetPageAsync_CursorOfSomethingElse_IsRefused()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database, new Random(3));
        await using var shards = await ShardsAsync(database);
        var pager = new JobPager(shards.All.Select(ShardSource.Of));
        var query = new JobQuery { Limit = 1 };
        var cursor = (await pager.GetPageAsync(query, Token)).Cursor!;
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
            await Assert.ThrowsAsync<FormatException>(() => pager.GetPageAsync(other, Token));
        }

        await Assert.ThrowsAsync<FormatException>(() => shards.All[0].GetJobsAsync(query, Token));
        Assert.Single((await pager.GetPageAsync(query, Token)).Jobs);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => pager.GetPageAsync(new JobQuery { Limit = 0 }, Token));
    }

    private static async Task<List<JobRecord>> PagesAsync(JobPager pager, JobQuery query)
    {
        var jobs = new List<JobRecord>();
        do
        {
            var page = await pager.GetPageAsync(query, Token);
            Assert.All(page.Shards, shard => Assert.Null(shard.Error));
            Assert.InRange(page.Jobs.Count, 1, query.Limit!.Value);
            jobs.AddRange(page.Jobs);
            query = query with { Cursor = page.Cursor };
        }
        while (query.Cursor is not null);
        return jobs;
    }

    private static string Describe(JobRecord job) => $"{job.Shard} {job.Source} {(job as SortedEntry)?.Score} {job.RawText}";

    private static async Task FillAsync(TestDatabase database, Random random)
    {
        await database.Redis.ExecuteAsync("FLUSHDB");
        var number = 0;
        foreach (var prefix in Names)
        {
            foreach (var queue in new[] { "q1", "q2", $"only-{prefix}" })
            {
                await database.Redis.SetAddAsync($"{prefix}:queues", queue);
                for (var i = random.Next(90); i > 0; i--)
                {
                    await database.Redis.ListLeftPushAsync($"{prefix}:queue:{queue}", Payload());
                }
            }

            foreach (var set in new[] { "schedule", "retry", "dead" })
            {
                for (var i = random.Next(90); i > 0; i--)
                {
                    await database.Redis.SortedSetAddAsync($"{prefix}:{set}", Payload(), 1.7e9 + random.Next(20));
                }
            }
        }

        string Payload() => random.Next(5) == 0
            ? $$"""{"class":"A","jid":"{{random.Next(3)}}","enqueued_at":1700000000.5}"""
            : $$"""{"class":"{{(random.Next(2) == 0 ? 'A' : 'B')}}","jid":"{{++number}}","enqueued_at":{{1_700_000_000 + number}}}""";
    }

    private static async Task<Shards> ShardsAsync(TestDatabase database) => new(await Task.WhenAll(
        Names.Select(name => SidekiqShard.ConnectAsync(
            new ShardOptions { Name = name, Connection = database.ConnectionString, KeyPrefix = $"{name}:" }, Token))));

    private sealed record Shards(SidekiqShard[] All) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var shard in All)
            {
                await shard.DisposeAsync();
            }
        }
    }
}
