using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Traffic;

namespace SidekiqCluster.Core.Tests.Snapshots.Lists;

public sealed class ListRefreshTests
{
    private const int Refreshes = 5;

    /// <summary>Small, so that short lists of the model are long ones.</summary>
    private static readonly SnapshotOptions Small = new()
    {
        Anchors = 8,
        Requeues = 4,
        WholeLimit = 50,
        WholeLimitAtWorst = 10_000,
        PageSize = 25,
        Overlap = 6,
        RollingWindow = 10,
        MaxHead = 60,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refresh_ListThatOthersChangeAnyhow_IsTheListOfOneMoment()
    {
        for (var seed = 0; seed < TestSizes.SnapshotSeeds; seed++)
        {
            var model = new Model(seed, counts: true);
            for (var turn = 0; turn < Refreshes; turn++)
            {
                Assert.True(await model.IsRightAfterRefreshAsync(), $"Seed {seed}, turn {turn}.");
            }
        }
    }

    [Fact]
    public async Task Refresh_ListWhoseEndsMove_ReadsWhatChanged()
    {
        var reads = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var model = new Model(seed, counts: true, isOrdinary: true);
            for (var turn = 0; turn < Refreshes; turn++)
            {
                Assert.True(await model.IsRightAfterRefreshAsync(), $"Seed {seed}, turn {turn}.");
            }

            reads += model.Refresh.FullReads;
        }

        // Once when a list grows long, and again when more was pushed or pushed back between two refreshes than a look shows.
        Assert.InRange(reads, 100, 200 * Refreshes / 2);
    }

    [Fact]
    public async Task Refresh_OneOfEqualPayloadsTakenFromTheMiddle_IsSeen()
    {
        // Behind the odd one all places look as before whatever is missing, so both ends agree.
        var list = new FixedListSource([.. Enumerable.Repeat("same", 300)]);
        list.Entries[150] = "odd";
        var refresh = new ListRefresh(list, new SnapshotColumns(JobSource.Queue("default")), Small);
        using var before = await refresh.RefreshAsync(null, Token);
        list.Entries.RemoveAt(150);

        using var after = await refresh.RefreshAsync(before, Token);

        Assert.Equal(Enumerable.Repeat("same", 299), after.Texts());
    }

    [Fact]
    public async Task Refresh_WithoutCounts_FindsWhatWasReplacedWithinOneRound()
    {
        var wrong = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var model = new Model(seed, counts: false);
            for (var turn = 0; turn < Refreshes; turn++)
            {
                wrong += await model.IsRightAfterRefreshAsync() ? 0 : 1;
            }

            model.Source.IsBusy = false;
            var isRight = false;
            for (var window = 0; window <= model.Traffic.Entries.Count; window += Small.RollingWindow)
            {
                isRight = await model.IsRightAfterRefreshAsync();
            }

            Assert.True(isRight, $"Seed {seed}.");
        }

        Assert.InRange(wrong, 10, 2000);
    }

    /// <summary>A list that moves, and the snapshot of it.</summary>
    private sealed class Model
    {
        private SnapshotView? _view;

        public Model(int seed, bool counts, SnapshotOptions? options = null, bool isOrdinary = false)
        {
            Traffic = new QueueTraffic(seed, maxLength: 300, maxRequeues: Small.Anchors - 1) { IsOrdinary = isOrdinary };
            Source = new ModelListSource(Traffic, counts);
            Refresh = new ListRefresh(Source, new SnapshotColumns(JobSource.Queue("default")), options ?? Small);
        }

        public QueueTraffic Traffic { get; }

        public ModelListSource Source { get; }

        public ListRefresh Refresh { get; }

        public async Task<bool> IsRightAfterRefreshAsync()
        {
            Traffic.Begin();
            var next = await Refresh.RefreshAsync(_view, Token);
            Traffic.AllowRequeues();
            if (next != _view)
            {
                _view?.Dispose();
                _view = next;
            }

            var texts = next.Texts();
            texts.Reverse();
            return Traffic.Was(texts);
        }
    }
}
