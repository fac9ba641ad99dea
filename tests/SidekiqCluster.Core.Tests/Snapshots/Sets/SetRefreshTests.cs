using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Traffic;

namespace SidekiqCluster.Core.Tests.Snapshots.Sets;

public sealed class SetRefreshTests
{
    private const int Refreshes = 3;

    /// <summary>Small, so that small sets of the model are large ones.</summary>
    private static readonly SnapshotOptions Small = new()
    {
        PageSize = 40,
        SetWholeLimit = 30,
        SetBlockSize = 10,
        SetMembersPerScript = 60,
        Attempts = 20,
    };

    private static readonly SnapshotOptions ByBlocks = Small with { SetRereadLimit = 30 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refresh_SetReadWhole_IsTheSetOfOneMoment()
    {
        for (var seed = 0; seed < TestSizes.SnapshotSeeds; seed++)
        {
            var model = new Model(seed, Small with { SetWholeLimit = 100_000 }, counts: seed % 2 == 0);
            for (var turn = 0; turn < Refreshes; turn++)
            {
                Assert.True(await model.IsRightAfterRefreshAsync(), $"Seed {seed}, turn {turn}.");
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refresh_LargeSetThatComesToRest_IsExactFromThenOn(bool byBlocks)
    {
        for (var seed = 0; seed < TestSizes.SnapshotSeeds; seed++)
        {
            var model = new Model(seed, byBlocks ? ByBlocks : Small, counts: true);
            for (var turn = 0; turn < Refreshes; turn++)
            {
                await model.IsRightAfterRefreshAsync();
            }

            model.Source.IsBusy = false;
            var isRight = await model.IsRightAfterRefreshAsync();
            for (var blocks = 2 * (model.Traffic.Entries.Count / ByBlocks.SetBlockSize); byBlocks && blocks >= -2; blocks--)
            {
                isRight = await model.IsRightAfterRefreshAsync();
            }

            Assert.True(isRight, $"Seed {seed}.");
            var read = model.Source.Read;
            await model.IsRightAfterRefreshAsync();
            Assert.True(model.Traffic.Entries.Count <= Small.SetWholeLimit || model.Source.Read == read, $"Seed {seed} reads on.");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refresh_SetThatIsWatched_IsExactWheneverItIsHeldForProven(bool byBlocks)
    {
        var proven = 0;
        for (var seed = 0; seed < TestSizes.SnapshotSeeds; seed++)
        {
            var model = new Model(seed, byBlocks ? ByBlocks : Small, counts: false, canWatch: true);
            model.Source.Rest = 1 + (seed % 40);
            for (var turn = 0; turn < 2 * Refreshes; turn++)
            {
                var isRight = await model.IsRightAfterRefreshAsync();
                Assert.True(isRight || !model.IsProven, $"Seed {seed}, turn {turn}.");
                proven += model.IsProven && model.IsLarge ? 1 : 0;
            }
        }

        TestContext.Current.SendDiagnosticMessage("{0} of {1} proven", proven, 2 * Refreshes * TestSizes.SnapshotSeeds);
        Assert.InRange(proven, TestSizes.SnapshotSeeds / 2, 2 * Refreshes * TestSizes.SnapshotSeeds);
    }

    [Fact]
    public async Task Refresh_WatchedSetThatNobodyTouches_ReadsNothing()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var model = new Model(seed, ByBlocks with { SetRereadLimit = 1000 }, counts: false, canWatch: true);
            model.Source.IsBusy = false;
            await model.IsRightAfterRefreshAsync();
            var read = model.Source.Read;
            Assert.True(await model.IsRightAfterRefreshAsync() && model.IsProven, $"Seed {seed}.");
            Assert.True(!model.IsLarge || model.Source.Read == read, $"Seed {seed} reads on.");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refresh_LargeSetThatOthersChange_IsMostlyTheSetOfOneMoment(bool byBlocks)
    {
        var right = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var model = new Model(seed, byBlocks ? ByBlocks : Small, counts: true);
            for (var turn = 0; turn < Refreshes; turn++)
            {
                right += await model.IsRightAfterRefreshAsync() ? 1 : 0;
            }
        }

        // Traffic changes members between any two commands, far more than a set of ten thousand members would see.
        Assert.InRange(right, 200 * Refreshes / 2, 200 * Refreshes);
    }

    /// <summary>A set that moves, and the snapshot of it.</summary>
    private sealed class Model
    {
        private readonly SetRefresh _refresh;
        private SnapshotView? _view;

        public Model(int seed, SnapshotOptions options, bool counts, bool canWatch = false)
        {
            Traffic = new SetTraffic(seed, maxLength: 300);
            Source = new ModelSetSource(Traffic, counts, canWatch: canWatch);
            _refresh = new SetRefresh(Source, new SnapshotColumns(JobSource.Retry), options);
        }

        public SetTraffic Traffic { get; }

        public ModelSetSource Source { get; }

        /// <summary>Whether the last refresh succeeded and proved what it shows.</summary>
        public bool IsProven { get; private set; }

        public bool IsLarge => _view?.Count > Small.SetWholeLimit;

        public async Task<bool> IsRightAfterRefreshAsync()
        {
            Source.Begin();
            SnapshotView next;
            IsProven = false;
            try
            {
                next = await _refresh.RefreshAsync(_view, Token);
                IsProven = _refresh.IsProven;
            }
            catch (Exception e) when (e is SnapshotUnstableException or ShardUnreachableException)
            {
                return false;
            }

            if (next != _view)
            {
                _view?.Dispose();
                _view = next;
            }

            return Source.Was([.. next.Texts().Select((text, place) => (text, next.Score(place)))]);
        }
    }
}
