using SidekiqCluster.LocalServers;
using SidekiqCluster.Redis.Tests.DataApi;
using SidekiqCluster.Redis.Tests.DataApi.Access;
using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Snapshots;

public sealed class ShardSnapshotsTests(RedisFixture redis)
{
    private const int Jobs = 300;
    private const long RoomForTwo = 2 * Jobs * 600;

    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);
    private static readonly JobFilter Some = JobFilter.Parse("class:Billing::*");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Callers_SixtyFourAtOnce_CauseOneRead()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await FillAsync(admin.GetDatabase(), "queue:default");
        await using var shard = await SnapshotShard.ConnectAsync(new ShardOptions { Connection = server.EndPoint });
        await CountAsync(shard.Through(AnHour), "queue:empty");
        await using var watch = await CommandWatch.StartAsync(server, Token);

        var counts = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => CountAsync(shard.Through(AnHour), "queue:default")));

        // The length and a sample, before the list itself.
        Assert.Equal(["LLEN", "LRANGE", "LRANGE", "ECHO"], [.. await watch.StopAsync(admin, Token), "ECHO"]);
        Assert.Equal(Enumerable.Repeat(Jobs - (Jobs / 10), 64), counts.Select(count => (int)count.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LongList_OutOfWhichJobsAreMovedAndDeleted_IsNotReadInFullAgain(bool isNamed)
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(server.EndPoint);
        await FillAsync(admin.GetDatabase(), "queue:default");
        await using var shard = await SnapshotShard.ConnectAsync(new ShardOptions { Connection = server.EndPoint }, SnapshotShard.Small);
        var jobs = await shard.Through(AnHour).Queue("default").ReadAsync(cancellationToken: Token).ToListAsync(Token);

        for (var number = 0; number < 5; number++)
        {
            await Acting().Operations.MoveAsync(JobSelection.Of(jobs[100 + number], jobs[200 + number]), "other", cancellationToken: Token);
            await Acting().Operations.DeleteAsync(JobSelection.Of(jobs[150 + number]), cancellationToken: Token);
        }

        var left = await shard.Through(AnHour).Queue("default").ReadAsync(cancellationToken: Token).ToListAsync(Token);
        var expected = await shard.Direct.Queue("default").ReadAsync(cancellationToken: Token).ToListAsync(Token);
        Assert.Equal(Jobs - 15, left.Count);
        Assert.Equal(expected.Select(job => job.Id), left.Select(job => job.Id));
        Assert.Equal(1, shard.Snapshots.Of(JobSource.Queue("default")).Figures.FullReads);

        SidekiqShard Acting() => isNamed ? shard.Through(AnHour).Acting(Guid.NewGuid()) : shard.Through(AnHour);
    }

    [Theory]
    [InlineData("queue:default", JobOrder.NewestFirst)]
    [InlineData("queue:default", JobOrder.OldestFirst)]
    [InlineData("retry", JobOrder.NewestFirst)]
    [InlineData("retry", JobOrder.OldestFirst)]
    public async Task Pages_NowOverRedisAndNowFromSnapshots_GiveEachJobOnceInOrder(string source, JobOrder order)
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database.Redis, source);
        await using var shard = await ConnectAsync(database, SnapshotShard.Small);
        var expected = await shard.Direct.ReadJobsAsync(JobSources.Parse(source), Some, order, Token).ToListAsync(Token);

        var jobs = new List<JobRecord>();
        string? cursor = null;
        for (var page = 0; page == 0 || cursor is not null; page++)
        {
            var from = page % 2 == 0 ? shard.Direct : shard.Through(TimeSpan.Zero);
            var read = await from.GetJobsAsync(
                new JobQuery { Sources = JobSources.Parse(source), Filter = Some, Order = order, Limit = 37, Cursor = cursor }, Token);
            jobs.AddRange(read.Jobs);
            cursor = read.Cursor;
        }

        Assert.Equal(expected.Select(job => job.Id), jobs.Select(job => job.Id));
    }

    [Fact]
    public async Task Sources_MoreThanTheBudgetHolds_LetTheLeastUsedGo()
    {
        await using var database = await redis.NewDatabaseAsync();
        string[] queues = ["queue:a", "queue:b", "queue:c"];
        foreach (var queue in queues)
        {
            await FillAsync(database.Redis, queue);
        }

        var budget = new SnapshotBudget(RoomForTwo);
        await using var shard = await ConnectAsync(database, new SnapshotOptions(), budget);
        foreach (var queue in queues)
        {
            await CountAsync(shard.Through(AnHour), queue);
            await CountAsync(shard.Through(AnHour), queues[0]);
        }

        Assert.Equal([("queue:a", Jobs), ("queue:b", 0), ("queue:c", Jobs)], shard.Snapshots.Figures.Select(of => (of.Source.ToString(), of.Jobs)));
        Assert.Equal(1, budget.Evictions);
        Assert.InRange(budget.Used, 1, budget.Limit);
    }

    [Theory]
    [InlineData("queue:default")]
    [InlineData("dead")]
    public async Task Source_LargerThanTheBudget_IsReadByPassesWithTheSameAnswers(string source)
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database.Redis, source);
        var budget = new SnapshotBudget(10_000);
        await using var shard = await ConnectAsync(database, new SnapshotOptions(), budget);
        var use = new SnapshotUse();

        var count = await CountAsync(shard.Through(AnHour, use: use), source);
        var jobs = await shard.Through(AnHour).ReadJobsAsync(JobSources.Parse(source), Some, cancellationToken: Token).ToListAsync(Token);

        var expected = await shard.Direct.ReadJobsAsync(JobSources.Parse(source), Some, cancellationToken: Token).ToListAsync(Token);
        Assert.Equal(expected.Select(job => job.Id), jobs.Select(job => job.Id));
        Assert.Equal(jobs.Count, count.Count);
        Assert.Equal((0, 2), (shard.Snapshots.Served, shard.Snapshots.Passes));
        Assert.True(use.IsFresh && use.CapturedAt == TestShard.Now);
        Assert.Equal(0, budget.Used);
    }

    [Fact]
    public async Task Size_OfASourceThatNobodyHasRead_MakesNoSnapshot()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database.Redis, "queue:default");
        await using var shard = await ConnectAsync(database, new SnapshotOptions());

        Assert.Equal(Jobs, await shard.Through(AnHour).Queue("default").GetSizeAsync(Token));
        Assert.Equal(25, (await shard.Through(AnHour).Queue("default").GetPageAsync(0, 25, Token)).Jobs.Count);
        Assert.Empty(shard.Snapshots.Figures);
        await CountAsync(shard.Through(AnHour), "queue:default");
        await database.Redis.KeyDeleteAsync("queue:default");

        Assert.Equal(Jobs, await shard.Through(AnHour).Queue("default").GetSizeAsync(Token));
        Assert.Equal(0, await shard.Through(TimeSpan.Zero).Queue("default").GetSizeAsync(Token));
    }

    [Fact]
    public async Task Queues_ThatAppear_AreFoundByWhoMadeThemAtOnceAndByOthersInTime()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await ConnectAsync(database, new SnapshotOptions());
        Assert.Equal(0, (await shard.Through(AnHour).CountJobsAsync(JobSources.Queues, Some, null, Token)).Count);

        await database.Redis.SetAddAsync("queues", "quiet");
        await FillAsync(database.Redis, "queue:quiet");
        Assert.Equal(0, (await shard.Through(AnHour).CountJobsAsync(JobSources.Queues, Some, null, Token)).Count);
        await shard.Through(AnHour).Client.PushAsync(new JobRequest { Class = "Billing::X", Args = JsonArguments.Of(), Queue = "new" }, Token);

        Assert.Equal(1 + Jobs - (Jobs / 10), (await shard.Through(AnHour).CountJobsAsync(JobSources.Queues, Some, null, Token)).Count);
    }

    [Fact]
    public async Task Snapshots_ThatAreDisposed_LeaveReadingToRedis()
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database.Redis, "retry");
        await using var shard = await ConnectAsync(database, new SnapshotOptions());
        await CountAsync(shard.Through(AnHour), "retry");

        await shard.Snapshots.DisposeAsync();

        Assert.Equal(Jobs - (Jobs / 10), (await CountAsync(shard.Through(AnHour), "retry")).Count);
        Assert.Equal(0, shard.Snapshots.Figures.Single().Jobs);
    }

    private static Task<JobCount> CountAsync(SidekiqShard shard, string source) =>
        shard.CountJobsAsync(JobSources.Parse(source), Some, null, Token);

    private static Task<long> FillAsync(IDatabase database, string source) => JobSource.Parse(source).Kind == JobSourceKind.Queue
        ? database.ListRightPushAsync(source, [.. Enumerable.Range(0, Jobs).Select(number => (RedisValue)ManyJobs.Payload(number))])
        : database.SortedSetAddAsync(
            source, [.. Enumerable.Range(0, Jobs).Select(number => new SortedSetEntry(ManyJobs.Payload(number), number / 2))]);

    private static Task<SnapshotShard> ConnectAsync(TestDatabase database, SnapshotOptions options, SnapshotBudget? budget = null) =>
        SnapshotShard.ConnectAsync(database.Options(), options, budget);
}
