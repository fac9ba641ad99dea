using System.Text.Json;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Metrics;

/// <summary>Every metrics answer of Ruby's 8.1.7, compared number by number.</summary>
public sealed class MetricsFixtureTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetTopJobs_OfFixture_AnswersAsRubyDoes()
    {
        var fixture = Fixture.Load("sidekiq-8.1.7");
        var expected = fixture.Expected.GetProperty("metrics");
        await using var database = await redis.NewDatabaseAsync(fixture, "myapp:");
        await using var shard = await database.ConnectAsync(fixture.Now);

        Compare(expected.GetProperty("top_jobs"), await shard.Metrics.GetTopJobsAsync(cancellationToken: Token));
        Compare(
            expected.GetProperty("top_jobs_5_minutes"),
            await shard.Metrics.GetTopJobsAsync(MetricsWindow.LastMinutes(5), cancellationToken: Token));
        Compare(
            expected.GetProperty("top_jobs_filtered"),
            await shard.Metrics.GetTopJobsAsync(classGlob: "*Index*", cancellationToken: Token));
        Compare(
            expected.GetProperty("top_jobs_1_hour"),
            await shard.Metrics.GetTopJobsAsync(MetricsWindow.LastHours(1), cancellationToken: Token));
        Compare(
            expected.GetProperty("top_jobs_72_hours"),
            await shard.Metrics.GetTopJobsAsync(MetricsWindow.LastHours(72), cancellationToken: Token));
    }

    [Fact]
    public async Task GetJob_OfFixture_AnswersAsRubyDoesWithHistograms()
    {
        var fixture = Fixture.Load("sidekiq-8.1.7");
        var expected = fixture.Expected.GetProperty("metrics");
        await using var database = await redis.NewDatabaseAsync(fixture);
        await using var shard = await database.ConnectAsync(fixture.Now);

        foreach (var job in expected.GetProperty("for_job").EnumerateObject())
        {
            Compare(job.Value, await shard.Metrics.GetJobAsync(job.Name, cancellationToken: Token));
        }

        var ofTheHour = expected.GetProperty("for_job_1_hour");
        var name = ofTheHour.GetProperty("jobs").EnumerateObject().Single().Name;
        Compare(ofTheHour, await shard.Metrics.GetJobAsync(name, MetricsWindow.LastHours(1), Token));
    }

    private static void Compare(JsonElement expected, MetricsReport report)
    {
        Assert.Equal(Time(expected.GetProperty("starts_at")), report.StartsAt);
        Assert.Equal(Time(expected.GetProperty("ends_at")), report.EndsAt);
        Assert.Equal(
            expected.GetProperty("granularity").GetString() == "minutely" ? TimeSpan.FromMinutes(1) : TimeSpan.FromMinutes(10),
            report.Bucket);
        Assert.Equal(
            expected.GetProperty("marks").EnumerateArray().Select(mark => (
                Time(mark.GetProperty("time")),
                mark.GetProperty("label").GetString(),
                mark.GetProperty("bucket").GetDateTimeOffset())),
            report.Marks.Select(mark => (mark.At, (string?)mark.Label, report.BucketOf(mark.At))));
        Assert.Equal(
            expected.GetProperty("jobs").EnumerateObject().Select(job => job.Name).Order(StringComparer.Ordinal),
            report.Jobs.Select(job => job.Class).Order(StringComparer.Ordinal));
        foreach (var job in report.Jobs)
        {
            Compare(expected.GetProperty("jobs").GetProperty(job.Class), job);
        }
    }

    private static void Compare(JsonElement expected, JobMetrics job)
    {
        var totals = expected.GetProperty("totals");
        Assert.Equal(Number(totals, "p"), job.Processed);
        Assert.Equal(Number(totals, "f"), job.Failed);
        Assert.Equal(Number(totals, "ms"), job.Elapsed.TotalMilliseconds);
        Assert.Equal(Number(totals, "s"), job.Elapsed.TotalSeconds);
        Assert.Equal(Number(expected.GetProperty("total_avg"), "ms"), job.Average.TotalMilliseconds);

        var buckets = job.Series.ToDictionary(bucket => bucket.Start);
        foreach (var (metric, value) in new (string, Func<JobMetricsBucket, double>)[]
        {
            ("p", bucket => bucket.Processed), ("f", bucket => bucket.Failed), ("ms", bucket => bucket.Elapsed.TotalMilliseconds),
        })
        {
            Assert.Equal(
                Points(expected.GetProperty("series"), metric).Where(point => point.Value != 0),
                buckets.Select(bucket => (bucket.Key, Value: value(bucket.Value))).Where(point => point.Value != 0));
        }

        foreach (var point in expected.GetProperty("series_avg").EnumerateObject())
        {
            Assert.Equal(point.Value.GetDouble(), buckets[DateTimeOffset.Parse(point.Name, null)].Average.TotalMilliseconds);
        }

        Assert.Equal(
            expected.GetProperty("hist").EnumerateObject().Select(bucket => (
                DateTimeOffset.Parse(bucket.Name, null),
                string.Join(' ', bucket.Value.EnumerateArray().Reverse().Select(count => count.GetInt32())))),
            job.Series.Where(bucket => bucket.Histogram is not null)
                .Select(bucket => (bucket.Start, string.Join(' ', bucket.Histogram!.Counts))));
    }

    private static IEnumerable<(DateTimeOffset Start, double Value)> Points(JsonElement series, string metric) =>
        series.TryGetProperty(metric, out var points)
            ? points.EnumerateObject().Select(point => (DateTimeOffset.Parse(point.Name, null), point.Value.GetDouble()))
            : [];

    private static double Number(JsonElement numbers, string name) =>
        numbers.TryGetProperty(name, out var number) ? number.GetDouble() : 0;

    private static DateTimeOffset Time(JsonElement time) => time.GetProperty("time").GetDateTimeOffset();
}
