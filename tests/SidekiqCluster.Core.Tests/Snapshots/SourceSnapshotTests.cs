using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Core.Tests.Snapshots.Lists;
using SidekiqCluster.Passes;
using SidekiqCluster.Snapshots;

namespace SidekiqCluster.Core.Tests.Snapshots;

public sealed class SourceSnapshotTests
{
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetAsync_ManyCallersAtOnce_CauseOneRead()
    {
        var refresh = new SteppedRefresh("a", "b");
        await using var snapshot = NewSnapshot(refresh);

        var asking = Enumerable.Range(0, 64).Select(_ => snapshot.GetAsync(TwoSeconds, Token)).ToArray();
        refresh.Step();
        var leases = await Task.WhenAll(asking);

        Assert.All(leases, lease => Assert.Equal(["a", "b"], lease!.View.Texts()));
        Assert.Equal(1, refresh.Refreshes);
        Assert.Equal(64, snapshot.Figures.Served);
    }

    [Fact]
    public async Task GetAsync_ManyCallersWhileOneReads_WaitForOneReadThatBeginsAfterThey()
    {
        var refresh = new SteppedRefresh("a", "b");
        await using var snapshot = NewSnapshot(refresh);
        var first = snapshot.GetAsync(TimeSpan.Zero, Token);
        await refresh.StartedAsync();

        var asking = Enumerable.Range(0, 64).Select(_ => snapshot.GetAsync(TimeSpan.Zero, Token)).ToArray();
        refresh.Step();
        (await first)!.Dispose();
        Assert.DoesNotContain(asking, static asked => asked.IsCompleted);
        refresh.Step();
        await Task.WhenAll(asking);

        Assert.Equal(2, refresh.Refreshes);
    }

    [Fact]
    public async Task GetAsync_YoungEnough_ReadsNothing()
    {
        var list = new FixedListSource(["a"]);
        await using var snapshot = NewSnapshot(list);
        (await snapshot.GetAsync(TimeSpan.Zero, Token))!.Dispose();
        var commands = list.Commands;
        list.Entries.Insert(0, "b");

        _clock.Advance(TwoSeconds);
        using var same = await snapshot.GetAsync(TwoSeconds, Token);
        _clock.Advance(TimeSpan.FromTicks(1));
        using var next = await snapshot.GetAsync(TwoSeconds, Token);

        Assert.Equal(["a"], same!.View.Texts());
        Assert.Equal(["a", "b"], next!.View.Texts());
        Assert.Equal(commands + 1, list.Commands);
        Assert.Equal(_clock.GetUtcNow(), next.CapturedAt);
    }

    [Fact]
    public async Task Removed_BetweenReads_IsSeenWithoutAReadAndNotInOlderViews()
    {
        var list = new FixedListSource(["c", "b", "a"]);
        await using var snapshot = NewSnapshot(list);
        using var before = await snapshot.GetAsync(TwoSeconds, Token);
        var commands = list.Commands;

        snapshot.Removed([Bytes("b")]);
        using var after = await snapshot.GetAsync(TwoSeconds, Token);

        Assert.Equal(["a", "c"], after!.View.Texts());
        Assert.Equal(["a", "b", "c"], before!.View.Texts());
        Assert.Equal(commands, list.Commands);
    }

    [Fact]
    public async Task Removed_WhileARefreshReads_CausesAnother()
    {
        var refresh = new SteppedRefresh("a", "b");
        await using var snapshot = NewSnapshot(refresh);
        var early = snapshot.GetAsync(TwoSeconds, Token);
        await refresh.StartedAsync();

        snapshot.Removed([Bytes("a")]);
        var late = snapshot.GetAsync(TwoSeconds, Token);
        refresh.Step();
        refresh.Step();
        using var lease = await late;
        (await early)!.Dispose();

        Assert.Equal(2, refresh.Refreshes);
    }

    [Fact]
    public async Task Removed_OneOfEqualJobs_IsLeftToARefresh()
    {
        var list = new FixedListSource(["a", "b", "a"]);
        await using var snapshot = NewSnapshot(list);
        (await snapshot.GetAsync(TwoSeconds, Token))!.Dispose();
        list.Entries.RemoveAt(2);

        snapshot.Removed([Bytes("a")]);
        using var lease = await snapshot.GetAsync(TwoSeconds, Token);

        Assert.Equal(["b", "a"], lease!.View.Texts());
    }

    [Fact]
    public async Task Removed_LongAgo_IsLeftToARefresh()
    {
        var list = new FixedListSource(["b", "a"]);
        await using var snapshot = NewSnapshot(list);
        (await snapshot.GetAsync(TwoSeconds, Token))!.Dispose();

        snapshot.Removed([Bytes("a")], isNow: false);
        using var lease = await snapshot.GetAsync(TwoSeconds, Token);

        Assert.Equal(["a", "b"], lease!.View.Texts());
    }

    [Fact]
    public async Task Acts_ThatNeverPause_LeaveNobodyWaiting()
    {
        var refresh = new SteppedRefresh("a");
        await using var snapshot = NewSnapshot(refresh);
        var asking = snapshot.GetAsync(TwoSeconds, Token);
        await refresh.StartedAsync();

        snapshot.Invalidate();
        refresh.Step();

        (await asking)!.Dispose();
        Assert.Equal(1, refresh.Refreshes);
    }

    [Fact]
    public async Task GetAsync_WhenPatienceIsOver_GivesTheLastViewAndSaysWhy()
    {
        var refresh = new SteppedRefresh("a");
        await using var snapshot = NewSnapshot(refresh);
        var read = snapshot.GetAsync(TimeSpan.Zero, Token);
        await refresh.StartedAsync();
        refresh.Step();
        (await read)!.Dispose();
        var capturedAt = _clock.GetUtcNow();

        _clock.Advance(TwoSeconds);
        var waiting = snapshot.GetAsync(TimeSpan.Zero, TwoSeconds, Token);
        await refresh.StartedAsync();
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TwoSeconds);
        using var late = await waiting;
        using var next = await snapshot.GetAsync(TimeSpan.Zero, TwoSeconds, Token);
        refresh.Step();
        using var healed = await snapshot.GetAsync(TimeSpan.FromSeconds(3), Token);

        Assert.Equal((capturedAt, capturedAt), (late!.CapturedAt, next!.CapturedAt));
        Assert.All([late, next], lease => Assert.NotNull(lease.Error));
        Assert.Null(healed!.Error);
        Assert.Equal(2, refresh.Refreshes);
    }

    [Fact]
    public async Task GetAsync_WhenPatienceIsOverAndThereIsNoView_FailsAndReadsOn()
    {
        var refresh = new SteppedRefresh("a");
        await using var snapshot = NewSnapshot(refresh);

        var waiting = snapshot.GetAsync(TimeSpan.Zero, TwoSeconds, Token);
        _clock.Advance(TwoSeconds);
        await Assert.ThrowsAsync<ShardUnreachableException>(() => waiting);
        refresh.Step();
        using var lease = await snapshot.GetAsync(TwoSeconds, TwoSeconds, Token);

        Assert.Equal(["a"], lease!.View.Texts());
        Assert.Equal(1, refresh.Refreshes);
    }

    [Fact]
    public async Task GetAsync_FromWhoDoesNotAnswer_GivesTheLastViewToThePatientAndFailsOthers()
    {
        var refresh = new SteppedRefresh("a");
        await using var snapshot = NewSnapshot(refresh);
        var read = snapshot.GetAsync(TimeSpan.Zero, Token);
        refresh.Step();
        (await read)!.Dispose();
        refresh.Failure = new ShardUnreachableException("gone", "eu-1");

        refresh.Step();
        using var last = await snapshot.GetAsync(TimeSpan.Zero, TwoSeconds, Token);
        refresh.Step();
        await Assert.ThrowsAsync<ShardUnreachableException>(() => snapshot.GetAsync(TimeSpan.Zero, Token));

        Assert.Equal("gone", last!.Error!.Message);
        Assert.Equal(["a"], last.View.Texts());
    }

    [Fact]
    public async Task TryTake_MoreThanTheBudget_LetsTheLeastUsedGo()
    {
        var budget = new SnapshotBudget(40_000);
        var lists = Enumerable.Range(0, 3).Select(_ => new FixedListSource([new string('x', 10_000)])).ToArray();
        var snapshots = Array.ConvertAll(lists, list => NewSnapshot(list, budget));
        foreach (var snapshot in snapshots)
        {
            (await snapshot.GetAsync(TwoSeconds, Token))!.Dispose();
            (await snapshots[0].GetAsync(TwoSeconds, Token))!.Dispose();
        }

        Assert.Equal([1, 0, 1], snapshots.Select(snapshot => snapshot.Figures.Jobs));
        Assert.Equal(1, budget.Evictions);
        Assert.InRange(budget.Used, 1, budget.Limit);
        foreach (var snapshot in snapshots)
        {
            await snapshot.DisposeAsync();
        }

        Assert.Equal(0, budget.Used);
    }

    [Fact]
    public async Task GetAsync_SourceLargerThanTheBudget_IsNotRead()
    {
        var list = new FixedListSource([.. Enumerable.Range(0, 5000).Select(number => $"job {number}{new string('.', 300)}")]);
        await using var snapshot = NewSnapshot(list, new SnapshotBudget(1_000_000));

        Assert.Null(await snapshot.GetAsync(TwoSeconds, Token));
        Assert.Null(await snapshot.GetAsync(TwoSeconds, Token));

        Assert.Equal(100, list.Read);
    }

    [Fact]
    public async Task GetAsync_SourceThatIsUnreachable_FailsAndHealsByItself()
    {
        var refresh = new SteppedRefresh("a") { Failure = new ShardUnreachableException("gone", "eu-1") };
        await using var snapshot = NewSnapshot(refresh);

        var failing = snapshot.GetAsync(TwoSeconds, Token);
        refresh.Step();
        await Assert.ThrowsAsync<ShardUnreachableException>(() => failing);
        refresh.Failure = null;
        refresh.Step();
        using var lease = await snapshot.GetAsync(TwoSeconds, Token);

        Assert.Equal(["a"], lease!.View.Texts());
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private SourceSnapshot NewSnapshot(IListSource list, SnapshotBudget? budget = null) =>
        NewSnapshot(new ListRefresh(list, new SnapshotColumns(JobSource.Queue("default")), new SnapshotOptions()), budget);

    private SourceSnapshot NewSnapshot(ISourceRefresh refresh, SnapshotBudget? budget = null) =>
        new(JobSource.Queue("default"), refresh, budget ?? new SnapshotBudget(1 << 30), _clock);

    /// <summary>Refreshes that end when the test says so.</summary>
    private sealed class SteppedRefresh(params string[] entries) : ISourceRefresh
    {
        private readonly Channel<bool> _steps = Channel.CreateUnbounded<bool>();
        private readonly Channel<bool> _starts = Channel.CreateUnbounded<bool>();
        private readonly SnapshotColumns _columns = new(JobSource.Queue("default"));

        public int Refreshes { get; private set; }

        public Exception? Failure { get; set; }

        /// <summary>Returns when the next refresh has begun.</summary>
        public async Task StartedAsync() => await _starts.Reader.ReadAsync(Token);

        public int FullReads => 0;

        public long AllocatedBytes => 0;

        public void Step() => _steps.Writer.TryWrite(true);

        public Task<long> EstimateAsync(CancellationToken cancellationToken) => Task.FromResult(0L);

        public async Task<SnapshotView> RefreshAsync(SnapshotView? current, CancellationToken cancellationToken)
        {
            Refreshes++;
            _starts.Writer.TryWrite(true);
            await _steps.Reader.ReadAsync(cancellationToken);
            var editor = new SnapshotEditor(null, _columns, 0);
            foreach (var entry in Failure is null ? entries : throw Failure)
            {
                editor.Append(new RawEntry(Bytes(entry), 0));
            }

            return editor.Publish();
        }

        public SnapshotView? Remove(SnapshotView current, IReadOnlyCollection<ReadOnlyMemory<byte>> payloads) => null;

        public bool CanAdd => false;

        public SnapshotView? Add(SnapshotView current, IReadOnlyCollection<RawEntry> entries) => null;
    }
}
