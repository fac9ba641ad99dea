using CsCheck;
using SidekiqCluster.Abstractions.Tests.Filters;
using SidekiqCluster.Core.Tests.Snapshots.Lists;
using SidekiqCluster.Passes;
using SidekiqCluster.Queries;
using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Core.Tests.Snapshots.Queries;

/// <summary>Views that are large enough to be searched by several threads, beside whatever else goes on.</summary>
public sealed class SnapshotScanTests
{
    private const int Jobs = 21_000;
    private const string Shard = "eu-1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("queue:default")]
    [InlineData("retry")]
    public async Task LargeView_RandomFilters_IsSearchedAndCountedAsOneJobAfterAnother(string source)
    {
        using var view = LargeView(JobSource.Parse(source));
        var records = Enumerable.Range(0, view.Runs.Length)
            .SelectMany(run => Enumerable.Range(view.Runs[run].Start, view.Runs[run].Count).Select(row => (view.Runs[run].Block, Row: row)))
            .Select(place => view.Columns.ToRecord(Shard, place.Block, place.Row))
            .ToList();
        var fields = Gen.OneOf("class", "queue", "error", "retry", "created").Select(JobField.Parse);

        await Gen.Int[0, Jobs - 1].SelectMany(number => FilterAboutJobGen.About(records[number]))
            .Select(fields, Gen.Bool, Gen.Int[0, Jobs - 1])
            .SampleAsync(CheckAsync, iter: TestSizes.FiltersOfALargeView, threads: 1);

        async Task CheckAsync((JobFilter Filter, JobField Field, bool NewestFirst, int Start) query)
        {
            var filter = new SnapshotFilter(query.Filter, view.Columns, Shard, JobGen.Now);
            var taken = records.Where(job => query.Filter.Matches(job, JobGen.Now)).ToList();
            var tally = new JobTally();
            taken.ForEach(job => tally.Add(query.Field.ReadKeys(job, JobGen.Now), 1));
            var order = query.NewestFirst ? Enumerable.Reverse(records) : records;
            var expected = order.Index().Where(job => job.Index >= query.Start && query.Filter.Matches(job.Item, JobGen.Now));

            var found = await new SnapshotSearch(view, filter, query.NewestFirst, query.Start).ReadAsync(Token).ToListAsync(Token);

            Assert.Equal(
                expected.Select(job => (job.Index, job.Item.Jid)),
                found.Select(match => (match.Distance, view.Columns.ToRecord(Shard, match.Block, match.Row).Jid)));
            Assert.Equal(taken.Count, SnapshotScan.Count(view, filter));
            Assert.Equal(
                tally.ToCount(isGrouped: true).Groups, SnapshotTally.Of(view, filter, query.Field).ToCount(isGrouped: true).Groups);
        }
    }

    [Fact]
    public async Task LongScan_OnATurn_LeavesTheTurnToOthers()
    {
        using var view = LargeView(JobSource.Retry);
        using var gate = new ManualResetEventSlim();
        var turns = new TaskFactory(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);
        TaskScheduler? ranOn = null;

        var scan = await turns.StartNew(
            () => SnapshotScan.RunAsync(
                view,
                () =>
                {
                    ranOn = TaskScheduler.Current;
                    gate.Wait(Token);
                },
                Token),
            Token);
        await turns.StartNew(static () => { }, Token);

        Assert.False(scan.IsCompleted);
        gate.Set();
        await scan;
        Assert.Same(TaskScheduler.Default, ranOn);
    }

    [Fact]
    public async Task LongScan_WhileOthersRefreshAndAct_HoldsUpNeitherAndSeesItsOwnMoment()
    {
        var list = new FixedListSource(["c", "b", "a"]);
        var refresh = new ListRefresh(list, new SnapshotColumns(JobSource.Queue("default")), new SnapshotOptions());
        await using var snapshot = new SourceSnapshot(
            JobSource.Queue("default"), refresh, new SnapshotBudget(long.MaxValue), TimeProvider.System);
        using var gate = new ManualResetEventSlim();
        using var begun = new SemaphoreSlim(0);
        var scan = Task.Run(
            async () =>
            {
                using var lease = await snapshot.GetAsync(TimeSpan.Zero, Token);
                begun.Release();
                gate.Wait(Token);
                return lease!.View.Texts();
            },
            Token);
        await begun.WaitAsync(Token);

        list.Entries.Insert(0, "d");
        using var refreshed = await snapshot.GetAsync(TimeSpan.Zero, Token);
        snapshot.Removed(["b"u8.ToArray()]);
        using var acted = await snapshot.GetAsync(TimeSpan.FromHours(1), Token);
        await snapshot.DisposeAsync();

        Assert.False(scan.IsCompleted);
        Assert.Equal(["a", "b", "c", "d"], refreshed!.View.Texts().Order());
        Assert.Equal(["a", "c", "d"], acted!.View.Texts().Order());
        gate.Set();
        Assert.Equal(["a", "b", "c"], (await scan).Order());
    }

    private static SnapshotView LargeView(JobSource source)
    {
        var columns = new SnapshotColumns(source);
        var editor = new SnapshotEditor(null, columns, 10_000_000);
        for (var number = 0; number < Jobs; number++)
        {
            editor.Append(new RawEntry(ManyJobs.Payload(number), number));
        }

        return editor.Publish();
    }
}
