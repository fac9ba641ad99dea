using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Answers;

/// <summary>What we answer about execution times.</summary>
internal static class MetricsAnswers
{
    private static readonly string[] Counters = ["p", "f", "ms", "s"];
    private static readonly JsonElement Zero = Shape.Json(0);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task CompareAsync(Comparison comparison, ISidekiqShard shard, JsonElement theirs)
    {
        foreach (var question in theirs.EnumerateObject())
        {
            if (question.Name.StartsWith("for_job", StringComparison.Ordinal))
            {
                await CompareForJobsAsync(comparison, shard, question);
                continue;
            }

            var glob = question.Name == "top_jobs_filtered" ? "*Index*" : null;
            var report = await shard.Metrics.GetTopJobsAsync(Window(question.Name), glob, Cancel);
            Compare(comparison, $"metrics/{question.Name}", question.Value, report);
        }
    }

    private static async Task CompareForJobsAsync(Comparison comparison, ISidekiqShard shard, JsonProperty question)
    {
        var reports = question.Value.TryGetProperty("jobs", out var jobs)
            ? jobs.EnumerateObject().Select(job => (job.Name, question.Value))
            : question.Value.EnumerateObject().Select(job => (job.Name, job.Value));
        foreach (var (name, theirs) in reports)
        {
            var report = await shard.Metrics.GetJobAsync(name, Window(question.Name), Cancel);
            Compare(comparison, $"metrics/{question.Name}/{name}", theirs, report);
        }
    }

    private static MetricsWindow Window(string question) => question switch
    {
        "top_jobs_5_minutes" => MetricsWindow.LastMinutes(5),
        "top_jobs_1_hour" or "for_job_1_hour" => MetricsWindow.LastHours(1),
        "top_jobs_72_hours" => MetricsWindow.LastHours(72),
        _ => default,
    };

    private static void Compare(Comparison comparison, string path, JsonElement theirs, MetricsReport report) =>
        comparison.Compare(path, Complete(theirs), new Dictionary<string, object?>
        {
            ["granularity"] = report.Bucket == TimeSpan.FromMinutes(1) ? "minutely" : "hourly",
            ["starts_at"] = report.StartsAt,
            ["ends_at"] = report.EndsAt,
            ["marks"] = Shape.List(report.Marks.Select(mark => new Dictionary<string, object?>
            {
                ["time"] = mark.At,
                ["label"] = mark.Label,
                ["bucket"] = Shape.Label(mark.At.AddTicks(-(mark.At.Ticks % report.Bucket.Ticks))),
            })),
            ["jobs"] = report.Jobs.ToDictionary(job => job.Class, job => (object?)Job(job)),
        });

    private static Dictionary<string, object?> Job(JobMetrics job) => new()
    {
        ["totals"] = Counts(job.Processed, job.Failed, job.Elapsed),
        ["total_avg"] = job.Average,
        ["series"] = job.Series.ToDictionary(
            bucket => Shape.Label(bucket.Start),
            bucket => (object?)Counts(bucket.Processed, bucket.Failed, bucket.Elapsed)),
        ["hist"] = job.Series.Where(bucket => bucket.Histogram?.Counts.Any(count => count > 0) == true).ToDictionary(
            bucket => Shape.Label(bucket.Start),
            bucket => (object?)Shape.List(bucket.Histogram!.Counts.Reverse().Select(count => (object?)count))),
    };

    private static Dictionary<string, object?> Counts(long processed, long failed, TimeSpan elapsed) =>
        new() { ["p"] = processed, ["f"] = failed, ["ms"] = (long)elapsed.TotalMilliseconds, ["s"] = elapsed };

    /// <summary>Ruby leaves out counters that it did not find; ours are 0. Its series go by counter, ours by bucket.</summary>
    private static JsonElement Complete(JsonElement theirs) => Shape.Json(theirs.EnumerateObject().ToDictionary(
        field => field.Name,
        field => field.Name == "jobs"
            ? Shape.Json(field.Value.EnumerateObject().ToDictionary(job => job.Name, job => CompleteJob(job.Value)))
            : field.Value));

    private static JsonElement CompleteJob(JsonElement job)
    {
        var series = job.GetProperty("series");
        var buckets = series.EnumerateObject().SelectMany(counter => counter.Value.EnumerateObject())
            .Select(bucket => bucket.Name).Distinct();
        return Shape.Json(new Dictionary<string, object?>
        {
            ["totals"] = Counters.ToDictionary(counter => counter, counter => Count(job.GetProperty("totals"), counter)),
            ["total_avg"] = job.GetProperty("total_avg").GetProperty("s"),
            ["series"] = buckets.ToDictionary(bucket => bucket, bucket => Counters.ToDictionary(
                counter => counter,
                counter => series.TryGetProperty(counter, out var counts) ? Count(counts, bucket) : Zero)),
            ["hist"] = job.GetProperty("hist"),
        });
    }

    private static JsonElement Count(JsonElement counts, string name) =>
        counts.TryGetProperty(name, out var count) ? count : Zero;
}
