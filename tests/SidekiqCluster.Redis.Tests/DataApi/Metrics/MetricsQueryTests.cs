using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Metrics;

public sealed class MetricsQueryTests(RedisFixture redis)
{
    private static readonly DateTimeOffset EightOThree = new(2022, 7, 22, 8, 3, 3, TimeSpan.Zero);
    private static readonly DateTimeOffset Bucket = new(2022, 7, 22, 8, 3, 0, TimeSpan.Zero);

    private static readonly byte[] GoldenHistogram = [0, 1, 0, 2, .. new byte[46], 0, 1];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetJob_GoldenVectorOfSidekiq8_IsReadWhole()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.HashSetAsync("j|220722|8:03", [new("App::Foo|ms", 350059), new("App::Foo|p", 4)]);
        await database.Redis.HashSetAsync("j|220722|8:0", [new("App::Foo|ms", 350059), new("App::Foo|p", 4)]);
        await database.Redis.StringSetAsync("h|App::Foo-22-8:3", GoldenHistogram);
        await using var shard = await database.ConnectAsync(EightOThree);

        var report = await shard.Metrics.GetJobAsync("App::Foo", cancellationToken: Token);

        var job = Assert.Single(report.Jobs);
        var bucket = Assert.Single(job.Series);
        Assert.Equal((4, 0, TimeSpan.FromMilliseconds(350059)), (job.Processed, job.Failed, job.Elapsed));
        Assert.Equal((Bucket, 4L, TimeSpan.FromMilliseconds(350059)), (bucket.Start, bucket.Processed, bucket.Elapsed));
        Assert.Equal([1, 2, .. new int[23], 1], bucket.Histogram!.Counts);
        Assert.Equal(TimeSpan.FromMilliseconds(350059) / 4, bucket.Average);
        Assert.Equal((EightOThree.AddHours(-1), EightOThree), (report.StartsAt, report.EndsAt));

        var byTen = Assert.Single((await shard.Metrics.GetJobAsync("App::Foo", MetricsWindow.LastHours(1), Token)).Jobs);
        Assert.Equal(new JobMetricsBucket(Bucket.AddMinutes(-3), 4, 0, TimeSpan.FromMilliseconds(350059)), Assert.Single(byTen.Series));
    }

    [Fact]
    public async Task GetJob_MinuteOfBothKeyFormats_IsSummed()
    {
        await using var database = await redis.NewDatabaseAsync("myapp:");
        await database.Redis.HashSetAsync("myapp:j|220722|8:03", [new("App::Foo|p", 4), new("App::Foo|ms", 40)]);
        await database.Redis.HashSetAsync("myapp:j|20220722|8:3", [new("App::Foo|p", 3), new("App::Foo|f", 1), new("App::Foo|ms", 2)]);
        await database.Redis.StringSetAsync("myapp:h|App::Foo-22-8:3", new byte[] { 0, 1, 0, 2 });
        await database.Redis.StringSetAsync("myapp:App::Foo-22-08:3", new byte[] { 0xFF, 0xFF, 0, 0, 1, 0 });
        await using var shard = await database.ConnectAsync(EightOThree);

        var job = Assert.Single((await shard.Metrics.GetJobAsync("App::Foo", cancellationToken: Token)).Jobs);
        var top = Assert.Single((await shard.Metrics.GetTopJobsAsync(cancellationToken: Token)).Jobs);

        Assert.Equal((7, 1, TimeSpan.FromMilliseconds(42)), (job.Processed, job.Failed, job.Elapsed));
        Assert.Equal([65536, 2, 256, .. new int[23]], Assert.Single(job.Series).Histogram!.Counts);
        Assert.Equal((7, 1, TimeSpan.FromMilliseconds(42)), (top.Processed, top.Failed, top.Elapsed));
        Assert.Equal(new JobMetricsBucket(Bucket, 7, 1, TimeSpan.FromMilliseconds(42)), Assert.Single(top.Series));
    }

    [Fact]
    public async Task GetTopJobs_SeveralClasses_GoByTimeThenExecutionsThenName()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.HashSetAsync(
            "j|220722|8:03",
            [new("Slow|p", 1), new("Slow|ms", 9), new("B|f", 1), new("B|p", 1), new("A|f", 1), new("A|p", 1), new("Often|p", 2), new("Often|f", 2)]);
        await database.Redis.HashSetAsync("j|220722|7:59", [new("Slower|p", 1), new("Slower|ms", 10)]);
        await using var shard = await database.ConnectAsync(EightOThree);

        var report = await shard.Metrics.GetTopJobsAsync(cancellationToken: Token);

        Assert.Equal(["Slower", "Slow", "Often", "A", "B"], report.Jobs.Select(job => job.Class));
    }

    [Fact]
    public async Task GetTopJobs_ClassWithBars_IsReadFromTheRight()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.HashSetAsync(
            "j|220722|8:03", [new("a|b|p", 1), new("nobar", 1), new("x|new", 5), new("y|p", "many"), new("|p", 2)]);
        await using var shard = await database.ConnectAsync(EightOThree);

        var report = await shard.Metrics.GetTopJobsAsync(cancellationToken: Token);

        Assert.Equal([("", 2), ("a|b", 1), ("y", 0)], report.Jobs.Select(job => (job.Class, job.Processed)));
    }

    [Theory]
    [InlineData("App::*", "App::Bar App::Foo")]
    [InlineData("app::*", "")]
    [InlineData("*o", "App::Foo")]
    [InlineData("App::?oo", "App::Foo")]
    [InlineData("App::Foo", "App::Foo")]
    [InlineData("App", "")]
    [InlineData(@"\*", "*")]
    public async Task GetTopJobs_Glob_KeepsTheClassesThatFit(string glob, string classes)
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.HashSetAsync("j|220722|8:03", [new("App::Foo|p", 1), new("App::Bar|p", 1), new("*|p", 1)]);
        await using var shard = await database.ConnectAsync(EightOThree);

        var report = await shard.Metrics.GetTopJobsAsync(classGlob: glob, cancellationToken: Token);

        Assert.Equal(classes, string.Join(' ', report.Jobs.Select(job => job.Class)));
    }

    [Fact]
    public async Task GetTopJobs_WindowsEdges_HoldAsManyBucketsAsAsked()
    {
        await using var database = await redis.NewDatabaseAsync();
        foreach (var minute in new[] { "8:03", "8:02", "8:01", "8:00", "8:04" })
        {
            await database.Redis.HashSetAsync($"j|220722|{minute}", [new("A|p", 1)]);
        }

        await using var shard = await database.ConnectAsync(EightOThree);

        var report = await shard.Metrics.GetTopJobsAsync(MetricsWindow.LastMinutes(3), cancellationToken: Token);

        Assert.Equal([Bucket, Bucket.AddMinutes(-1), Bucket.AddMinutes(-2)], Assert.Single(report.Jobs).Series.Select(bucket => bucket.Start));
    }

    [Fact]
    public async Task GetTopJobs_WholeWindows_ReachAcrossMidnight()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.HashSetAsync("j|220722|0:04", [new("A|p", 1)]);
        await database.Redis.HashSetAsync("j|220721|23:5", [new("A|p", 4)]);
        await database.Redis.HashSetAsync("j|220719|8:1", [new("A|p", 8)]);
        await database.Redis.HashSetAsync("j|220719|8:0", [new("A|p", 16)]);
        await using var shard = await database.ConnectAsync(EightOThree);

        var minutes = await shard.Metrics.GetTopJobsAsync(MetricsWindow.LastMinutes(480), cancellationToken: Token);
        var hours = await shard.Metrics.GetTopJobsAsync(MetricsWindow.LastHours(72), cancellationToken: Token);

        Assert.Equal(1, Assert.Single(minutes.Jobs).Processed);
        Assert.Equal(12, Assert.Single(hours.Jobs).Processed);
    }

    [Fact]
    public async Task GetJob_MarksOfBothDaysInTheWindow_AreNewestFirst()
    {
        var midnight = new DateTimeOffset(2022, 7, 22, 0, 0, 0, TimeSpan.Zero);
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.HashSetAsync("20220722-marks", [new("2022-07-22T00:01:00Z", "c"), new("2022-07-22T00:05:00Z", "future")]);
        await database.Redis.HashSetAsync("20220721-marks", [new("2022-07-21T23:59:00Z", "b"), new("2022-07-21T22:00:00Z", "before")]);
        await using var shard = await database.ConnectAsync(midnight.AddMinutes(2));

        var report = await shard.Metrics.GetJobAsync("A", cancellationToken: Token);

        Assert.Equal(
            [new DeployMark(midnight.AddMinutes(1), "c"), new DeployMark(midnight.AddMinutes(-1), "b")], report.Marks);
    }

    [Fact]
    public async Task GetJob_ClassThatDidNothing_HasZeros()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync(EightOThree);

        var job = Assert.Single((await shard.Metrics.GetJobAsync("Nobody", cancellationToken: Token)).Jobs);

        Assert.Equal(("Nobody", 0, 0, TimeSpan.Zero, TimeSpan.Zero), (job.Class, job.Processed, job.Failed, job.Elapsed, job.Average));
        Assert.Empty(job.Series);
    }

    [Fact]
    public async Task GetJob_CountersBeyondMeasure_DoNotOverflow()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.HashSetAsync("j|220722|8:03", [new("A|p", long.MaxValue), new("A|ms", long.MaxValue)]);
        await database.Redis.HashSetAsync("j|220722|8:02", [new("A|p", long.MaxValue), new("A|ms", "1e300")]);
        await using var shard = await database.ConnectAsync(EightOThree);

        var job = Assert.Single((await shard.Metrics.GetJobAsync("A", cancellationToken: Token)).Jobs);

        Assert.Equal((long.MaxValue, TimeSpan.MaxValue), (job.Processed, job.Elapsed));
    }
}
