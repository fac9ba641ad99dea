using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Compatibility.Tests.DataApi.Answers;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Compatibility.Tests.Jobs;

/// <summary>Every job that Ruby was asked about, getter by getter, from its bytes alone: no server is needed.</summary>
public sealed class FixtureJobTests
{
    private static readonly Dictionary<string, JobSource> Sets = new()
    {
        ["schedule"] = JobSource.Scheduled,
        ["retry"] = JobSource.Retry,
        ["dead"] = JobSource.Dead,
    };

    public static TheoryData<string> Versions => [.. Fixture.Versions];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Job_OfEverySource_AnswersAsRubyOrDiffersOnPurpose(string version)
    {
        var comparison = new Comparison(DeliberateDifferences.All);

        CompareAll(version, comparison);

        Assert.True(comparison.Differences.Count == 0, string.Join('\n', comparison.Differences));
    }

    [Fact]
    public void DeliberateDifferences_OfJobs_AreAllNeeded()
    {
        var comparison = new Comparison(DeliberateDifferences.All);

        foreach (var version in Fixture.Versions)
        {
            CompareAll(version, comparison);
        }

        Assert.Empty(JobDifferences.All.Except(comparison.Used).Select(entry => $"{entry.Section} {entry.Path}: {entry.Reason}"));
    }

    [Theory]
    [InlineData("sidekiq-6.4.1", 418)]
    [InlineData("sidekiq-8.1.7", 425)]
    public void Jobs_OfTheFixture_AreAllCompared(string version, int count) =>
        Assert.Equal(count, JobsOf(Fixture.Load(version).Expected).Count());

    private static void CompareAll(string version, Comparison comparison)
    {
        var fixture = Fixture.Load(version);
        var clock = new FakeTimeProvider(fixture.Now);
        foreach (var (path, source, theirs) in JobsOf(fixture.Expected))
        {
            comparison.Compare(path, theirs, JobAnswers.Of(RecordOf(source, theirs), theirs, clock));
        }
    }

    private static JobRecord RecordOf(JobSource source, JsonElement job)
    {
        var raw = Fixture.Bytes(job.GetProperty("value"));
        return job.TryGetProperty("score", out var score)
            ? new SortedEntry("default", source, raw, score.GetDouble())
            : new JobRecord("default", source, raw);
    }

    private static IEnumerable<(string Path, JobSource Source, JsonElement Job)> JobsOf(JsonElement expected)
    {
        foreach (var queue in expected.GetProperty("queues").EnumerateArray())
        {
            var name = queue.GetProperty("name").GetString()!;
            foreach (var (position, job) in queue.GetProperty("jobs").EnumerateArray().Index())
            {
                yield return ($"queues/{name}/jobs/{position}", JobSource.Queue(name), job);
            }
        }

        foreach (var set in expected.GetProperty("sets").EnumerateArray())
        {
            var name = set.GetProperty("name").GetString()!;
            foreach (var (position, job) in set.GetProperty("each").EnumerateArray().Index())
            {
                yield return ($"sets/{name}/each/{position}", Sets[name], job);
            }
        }

        foreach (var (position, work) in expected.GetProperty("work").GetProperty("each").EnumerateArray().Index())
        {
            if (work.TryGetProperty("job", out var job))
            {
                yield return ($"work/each/{position}/job", JobSource.Work, job);
            }
        }
    }
}
