using System.Globalization;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Stats;

public sealed class StatsReaderTests(RedisFixture redis)
{
    private static readonly string[] Prefixes = ["", "myapp:"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Fixtures => new(
        from version in Fixture.Versions
        from prefix in Prefixes
        select (version, prefix));

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task Get_OfFixture_AnswersAsRubyDoesButCountsTheLiving(string version, string prefix)
    {
        var fixture = Fixture.Load(version);
        var expected = fixture.Expected.GetProperty("stats");
        await using var database = await redis.NewDatabaseAsync(fixture, prefix);
        await using var shard = await database.ConnectAsync(fixture.Now);

        var stats = await shard.GetStatsAsync(cancellationToken: Token);

        Assert.Equal(expected.GetProperty("processed").GetInt64(), stats.Processed);
        Assert.Equal(expected.GetProperty("failed").GetInt64(), stats.Failed);
        Assert.Equal(expected.GetProperty("scheduled_size").GetInt64(), stats.Scheduled);
        Assert.Equal(expected.GetProperty("retry_size").GetInt64(), stats.Retries);
        Assert.Equal(expected.GetProperty("dead_size").GetInt64(), stats.Dead);
        Assert.Equal(expected.GetProperty("enqueued").GetInt64(), stats.Enqueued);
        Assert.Equal(expected.GetProperty("workers_size").GetInt64(), stats.Busy);
        Assert.Equal(fixture.Expected.GetProperty("processes").GetProperty("each").GetArrayLength(), stats.Processes);
        Assert.Equal(
            expected.GetProperty("default_queue_latency").GetDouble(), stats.DefaultQueueLatency.TotalSeconds, 1e-6);
        Assert.Equal(fixture.Now, stats.CapturedAt);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task GetHistory_OfFixture_AnswersAsRubyDoes(string version, string prefix)
    {
        var fixture = Fixture.Load(version);
        await using var database = await redis.NewDatabaseAsync(fixture, prefix);
        await using var shard = await database.ConnectAsync(fixture.Now);

        foreach (var window in fixture.Expected.GetProperty("history").EnumerateArray())
        {
            DateOnly? from = window.GetProperty("start_date").GetString() is { } date
                ? DateOnly.Parse(date, CultureInfo.InvariantCulture)
                : null;
            var days = window.GetProperty("days_previous").GetInt32();
            var history = await shard.Stats.GetHistoryAsync(from, days, Token);

            Assert.Equal(days, history.Days.Count);
            var leavesZerosOut = window.TryGetProperty("zeros_left_out", out _);
            Assert.Equal(
                window.GetProperty("processed").EnumerateObject().Select(day => (day.Name, day.Value.GetInt64())),
                history.Days.Where(day => !leavesZerosOut || day.Processed != 0).Select(day => (Name(day), day.Processed)));
            Assert.Equal(
                window.GetProperty("failed").EnumerateObject().Select(day => (day.Name, day.Value.GetInt64())),
                history.Days.Where(day => !leavesZerosOut || day.Failed != 0).Select(day => (Name(day), day.Failed)));
        }

        static string Name(StatsDay day) => day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Get_WithoutTheSlowHalf_CountsRegisteredProcessesAndLeavesTheRestOpen()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("processes", ["a:1:x", "b:2:y"]);
        await database.Redis.HashSetAsync("a:1:x", [new("info", "{}"), new("busy", "3")]);
        await using var shard = await database.ConnectAsync();

        var stats = await shard.GetStatsAsync(includeSlowHalf: false, Token);

        Assert.Equal(2, stats.Processes);
        Assert.Null(stats.Busy);
        Assert.Null(stats.Enqueued);
    }

    [Fact]
    public async Task Get_OfEmptyShard_IsZero()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        Assert.Equal(
            new StatsSnapshot
            {
                Processed = 0,
                Failed = 0,
                Scheduled = 0,
                Retries = 0,
                Dead = 0,
                Enqueued = 0,
                Busy = 0,
                Processes = 0,
                DefaultQueueLatency = TimeSpan.Zero,
                CapturedAt = TestShard.Now,
            },
            await shard.GetStatsAsync(cancellationToken: Token));
    }

    [Theory]
    [InlineData("no JSON", 0)]
    [InlineData("{}", 0)]
    [InlineData("""{"enqueued_at":1795445190.5}""", 9.5)]
    [InlineData("""{"enqueued_at":1795445190500}""", 9.5)]
    [InlineData("""{"created_at":1795445199}""", 1)]
    [InlineData("""{"enqueued_at":1795445202}""", -2)]
    public async Task Get_LatencyOfDefaultQueue_IsThatOfItsOldestJob(string oldest, double seconds)
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.ListLeftPushAsync("queue:default", [oldest, AJob.Enqueued().Json]);
        await using var shard = await database.ConnectAsync();

        var stats = await shard.GetStatsAsync(includeSlowHalf: false, Token);

        Assert.Equal(seconds, stats.DefaultQueueLatency.TotalSeconds);
    }

    [Fact]
    public async Task Get_CountersThatAreNoNumbers_AreZero()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.StringSetAsync("stat:processed", "many");
        await database.Redis.StringSetAsync("stat:failed", "");
        await using var shard = await database.ConnectAsync();

        var stats = await shard.GetStatsAsync(cancellationToken: Token);

        Assert.Equal((0, 0), (stats.Processed, stats.Failed));
    }

    [Fact]
    public async Task Get_MoreQueuesAndProcessesThanOnePipeline_CountsAll()
    {
        // A pipeline has 500 commands.
        const int Many = 1001;
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        await Task.WhenAll(Enumerable.Range(0, Many).SelectMany(i => new Task[]
        {
            database.Redis.SetAddAsync("queues", $"q{i}"),
            database.Redis.ListLeftPushAsync($"queue:q{i}", "x"),
            database.Redis.SetAddAsync("processes", $"host:{i}:a"),
            database.Redis.HashSetAsync($"host:{i}:a", [new("info", "{}"), new("busy", 2)]),
        }));

        var stats = await shard.GetStatsAsync(cancellationToken: Token);

        Assert.Equal((Many, Many, 2 * Many), (stats.Enqueued, stats.Processes, stats.Busy));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1826)]
    public async Task GetHistory_DaysOutOfRange_AreRefusedWithTheRule(int days)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => shard.Stats.GetHistoryAsync(days: days, cancellationToken: Token));

        Assert.StartsWith($"days is {days}; use 1 to 1825.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetHistory_BeforeTheYearOne_IsRefused()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => shard.Stats.GetHistoryAsync(new DateOnly(1, 1, 2), 3, Token));
        Assert.Equal(2, (await shard.Stats.GetHistoryAsync(new DateOnly(1, 1, 2), 2, Token)).Days.Count);
    }

    [Fact]
    public async Task GetHistory_WithoutDay_EndsTodayInUtc()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.StringSetAsync("stat:processed:2026-11-24", "7");
        await using var shard = await database.ConnectAsync(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.FromHours(-5)));

        var history = await shard.Stats.GetHistoryAsync(days: 1, cancellationToken: Token);

        Assert.Equal([new StatsDay(new DateOnly(2026, 11, 24), 7, 0)], history.Days);
    }
}
