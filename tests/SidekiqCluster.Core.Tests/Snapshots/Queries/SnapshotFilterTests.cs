using CsCheck;
using SidekiqCluster.Abstractions.Tests.Filters;
using SidekiqCluster.Passes;
using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Core.Tests.Snapshots.Queries;

public sealed class SnapshotFilterTests
{
    [Fact]
    public Task Matches_RandomFiltersAndJobs_IsWhatTheFilterSaysOfTheRecord() =>
        Check(Gen.Select(FilterGen.Near, JobGen.Any));

    [Fact]
    public Task Matches_FiltersThatNameWhatIsInTheJob_IsWhatTheFilterSaysOfTheRecord() =>
        Check(JobGen.Any.SelectMany(job => FilterAboutJobGen.About(job).Select(filter => (filter, job))));

    [Theory]
    [InlineData("class:Billing::Job3 retry>1", "retry")]
    [InlineData("class:Billing::Job3 args[0]>5", "queue:default")]
    [InlineData("created<2020-01-01 or error:None* or score<0", "dead")]
    [InlineData("args[1]:nobody@*", "queue:default")]
    [InlineData("jid:ffffffffffffffffffffffff", "queue:default")]
    public async Task Matches_JobsThatItDoesNotTake_CostNoMemory(string text, string source)
    {
        var columns = new SnapshotColumns(JobSource.Parse(source));
        var editor = new SnapshotEditor(null, columns, 100_000);
        for (var number = 1; number < 100; number += 4)
        {
            editor.Append(new RawEntry(ManyJobs.Payload(number), number));
        }

        using var view = editor.Publish();
        var filter = new SnapshotFilter(JobFilter.AllOf(JobFilter.Parse(text), JobFilter.Parse("args[0]<0")), columns, "eu-1", JobGen.Now);
        Assert.Equal(0, await SnapshotScan.CountAsync(view, filter, CancellationToken.None));

        Assert.Equal(0, Allocations.Least(() => CountAll(view, filter)));
    }

    private static void CountAll(SnapshotView view, SnapshotFilter filter)
    {
        foreach (var run in view.Runs)
        {
            for (var row = run.Start; row < run.End; row++)
            {
                filter.Matches(run.Block, row);
            }
        }
    }

    private static Task Check(Gen<(JobFilter Filter, JobRecord Job)> cases) => cases
        .Where(pair => pair.Job.Source.Kind != JobSourceKind.Work && (pair.Job is SortedEntry == (pair.Job.Source.Kind != JobSourceKind.Queue)))
        .SampleAsync(
            async pair => Assert.Equal(pair.Filter.Matches(pair.Job, JobGen.Now), await MatchesAsync(pair.Filter, pair.Job)),
            iter: TestSizes.PropertyCases * 2,
            print: pair => $"{pair.Filter}  ON  {JobGen.Print(pair.Job)}");

    private static async Task<bool> MatchesAsync(JobFilter filter, JobRecord job)
    {
        var columns = new SnapshotColumns(job.Source);
        var editor = new SnapshotEditor(null, columns, 0);
        editor.Append(new RawEntry(job.Raw, (job as SortedEntry)?.Score ?? 0));
        using var view = editor.Publish();
        var compiled = new SnapshotFilter(filter, columns, job.Shard, JobGen.Now);
        var matches = compiled.Matches(view.Runs[0].Block, 0);
        Assert.Equal(matches ? 1 : 0, await SnapshotScan.CountAsync(view, compiled, CancellationToken.None));
        return matches;
    }
}
