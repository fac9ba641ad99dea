using System.Globalization;
using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.Comparing;

namespace SidekiqCluster.Compatibility.Tests.Answers;

/// <summary>What we answer about execution times.</summary>
internal static class MetricsAnswers
{
    private static readonly string[] Counters = ["p", "f", "ms", "s"];

    public static async Task CompareAsync(Comparison comparison, SidekiqShard shard, JsonElement theirs)
    {
        foreach (var question in theirs.EnumerateObject())
        {
            if (question.Name.StartsWith("for_job", StringComparison.Ordinal))
            {
                await CompareForJobsAsync(comparison, shard, question);
                continue;
            }

            var report = await shard.Metrics.GetTopJobsAsync(
                Window(question.Name), question.Name == "top_jobs_filtered" ? "*Index*" : null, TestContext.Current.CancellationToken);
            Compare(comparison, $"metrics/{question.Name}", question.Value, report);
        }
    }

    private static async Task CompareForJobsAsync(Comparison comparison, SidekiqShard shard, JsonProperty question)
    {
        var reports = question.Value.TryGetProperty("jobs", out var jobs)
            ? jobs.EnumerateObject().Select(job => (job.Name, question.Value))
            : question.Value.EnumerateObject().Select(job => (job.Name, job.Value));
        foreach (var (name, theirs) in reports)
        {
            var report = await shard.Metrics.GetJobAsync(name, Window(question.Name), TestContext.Current.CancellationToken);
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

    private static void Compare(Comparison comparison, string path, JsonElement theirs, MetricsReport report)
    {
        var step = report.Bucket;
        comparison.Compare(path, Complete(theirs), new Dictionary<string, object?>
        {
            ["granularity"] = step == TimeSpan.FromMinutes(1) ? "minutely" : "hourly",
            ["starts_at"] = report.StartsAt,
            ["ends_at"] = report.EndsAt,
            ["marks"] = report.Marks.Select(mark => (object?)new Dictionary<string, object?>
            {
                ["time"] = mark.At,
                ["label"] = mark.Label,
                ["bucket"] = Label(new DateTimeOffset(mark.At.Ticks - (mark.At.Ticks % step.Ticks), TimeSpan.Zero)),
            }).ToArray(),
            ["jobs"] = report.Jobs.ToDictionary(job => job.Class, job => (object?)Job(job)),
        });
    }

    private static Dictionary<string, object?> Job(JobMetrics job) => new()
    {
        ["totals"] = Counts(job.Processed, job.Failed, job.Elapsed),
        ["total_avg"] = job.Average,
        ["series"] = job.Series.ToDictionary(bucket => Label(bucket.Start), bucket => (object?)Counts(bucket.Processed, bucket.Failed, bucket.Elapsed)),
        ["hist"] = job.Series.Where(bucket => bucket.Histogram?.Counts.Any(count => count > 0) == true)
            .ToDictionary(bucket => Label(bucket.Start), bucket => (object?)bucket.Histogram!.Counts.Reverse().Select(count => (object?)(long)count).ToArray()),
    };

    private static Dictionary<string, object?> Counts(long processed, long failed, TimeSpan elapsed) =>
        new() { ["p"] = processed, ["f"] = failed, ["ms"] = (long)elapsed.TotalMilliseconds, ["s"] = elapsed };

    private static string Label(DateTimeOffset start) => start.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Ruby leaves counters out that it did not find; ours are then 0. Its series go by counter, ours by bucket.</summary>
    private static JsonElement Complete(JsonElement theirs) => JsonSerializer.SerializeToElement(
        theirs.EnumerateObject().ToDictionary(field => field.Name, field => field.Name == "jobs"
            ? JsonSerializer.SerializeToElement(field.Value.EnumerateObject().ToDictionary(job => job.Name, job => CompleteJob(job.Value)))
            : field.Value));

    private static JsonElement CompleteJob(JsonElement job)
    {
        var series = job.GetProperty("series");
        var buckets = series.EnumerateObject().SelectMany(counter => counter.Value.EnumerateObject()).Select(bucket => bucket.Name).Distinct();
        return JsonSerializer.SerializeToElement(new Dictionary<string, object?>
        {
            ["totals"] = Counters.ToDictionary(counter => counter, counter => NumberAt(job.GetProperty("totals"), counter)),
            ["total_avg"] = job.GetProperty("total_avg").GetProperty("s"),
            ["series"] = buckets.ToDictionary(
                bucket => bucket,
                bucket => Counters.ToDictionary(
                    counter => counter,
                    counter => series.TryGetProperty(counter, out var values) ? NumberAt(values, bucket) : NumberAt(default, bucket))),
            ["hist"] = job.GetProperty("hist"),
        });
    }

    private static JsonElement NumberAt(JsonElement counts, string name) =>
        counts.ValueKind == JsonValueKind.Object && counts.TryGetProperty(name, out var count) ? count : JsonSerializer.SerializeToElement(0);
}
