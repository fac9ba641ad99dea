using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Pulses;

namespace SidekiqCluster.Core.Tests.Pulses;

public sealed class RememberedTests
{
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);
    private static readonly ShardUnreachableException Silence = new("Shard eu-1 is not connected.", "eu-1");

    private readonly FakeTimeProvider _clock = new();
    private readonly SteppedReads _reads = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ManyWhoTakeAnOlderOne_CauseOneReading()
    {
        await using var remembered = New();

        var asking = Ask(remembered, 64, TwoSeconds);
        await _reads.BeginAsync();
        await _reads.EndAsync();

        Assert.All(await Task.WhenAll(asking), answer => Assert.Equal(new Recollection<string>("reading 1", _clock.Start, null), answer));
        Assert.False(_reads.HasMore);
    }

    [Fact]
    public async Task Get_ManyWhoWantItOfNowWhileOneIsRead_CauseOneThatBeginsAfterThey()
    {
        await using var remembered = New();
        var first = remembered.GetAsync(TimeSpan.Zero, null, Token);
        await _reads.BeginAsync();

        var asking = Ask(remembered, 64, TimeSpan.Zero);
        await _reads.EndAsync();
        Assert.Equal("reading 1", (await first).Value);
        await _reads.BeginAsync();
        await _reads.EndAsync();

        Assert.All(await Task.WhenAll(asking), static answer => Assert.Equal("reading 2", answer.Value));
        Assert.False(_reads.HasMore);
    }

    [Fact]
    public async Task Get_UpToTheStaleness_ReadsNothing()
    {
        await using var remembered = New();
        await ReadAsync(remembered);

        _clock.Advance(TwoSeconds);
        var same = await remembered.GetAsync(TwoSeconds, null, Token);
        _clock.Advance(TimeSpan.FromTicks(1));
        var next = await ReadAsync(remembered);

        Assert.Equal(new Recollection<string>("reading 1", _clock.Start, null), same);
        Assert.Equal(new Recollection<string>("reading 2", _clock.GetUtcNow(), null), next);
    }

    [Fact]
    public async Task Get_ClockThatStandsStill_ZeroStalenessReadsAnew()
    {
        await using var remembered = New();
        await ReadAsync(remembered);

        Assert.Equal("reading 2", (await ReadAsync(remembered, TimeSpan.Zero)).Value);
    }

    [Fact]
    public async Task Get_ReadingTakesLongerThanTheStaleness_ServesWhoAskedBefore()
    {
        await using var remembered = New();
        var asking = remembered.GetAsync(TwoSeconds, null, Token);
        await _reads.BeginAsync();
        _clock.Advance(5 * TwoSeconds);
        var later = remembered.GetAsync(TwoSeconds, null, Token);
        await _reads.EndAsync();
        await _reads.BeginAsync();
        await _reads.EndAsync();

        Assert.Equal(new Recollection<string>("reading 1", _clock.Start, null), await asking);
        Assert.Equal(new Recollection<string>("reading 2", _clock.GetUtcNow(), null), await later);
    }

    [Fact]
    public async Task Invalidate_AfterAReading_IsSeenByWhoAsksNext()
    {
        await using var remembered = New();
        await ReadAsync(remembered);

        remembered.Invalidate();

        Assert.Equal("reading 2", (await ReadAsync(remembered)).Value);
    }

    [Fact]
    public async Task Invalidate_WhileAReadingIsUnderWay_CausesAnother()
    {
        await using var remembered = New();
        var early = remembered.GetAsync(TwoSeconds, null, Token);
        await _reads.BeginAsync();

        remembered.Invalidate();
        var late = remembered.GetAsync(TwoSeconds, null, Token);
        await _reads.EndAsync();
        await _reads.BeginAsync();
        await _reads.EndAsync();

        Assert.Equal(("reading 1", "reading 2"), ((await early).Value, (await late).Value));
    }

    [Fact]
    public async Task Get_ShardThatHangs_GivesTheLastAfterThePatienceAndWaitsForNoSecondReading()
    {
        await using var remembered = New();
        await ReadAsync(remembered);
        _clock.Advance(2 * TwoSeconds);

        var patient = remembered.GetAsync(TimeSpan.Zero, null, Token);
        await _reads.BeginAsync();
        var asking = remembered.GetAsync(TwoSeconds, TwoSeconds, Token);
        _clock.Advance(TwoSeconds);
        var stale = await asking;
        var alsoStale = await remembered.GetAsync(TimeSpan.Zero, TwoSeconds, Token);

        Assert.Equal(("reading 1", _clock.Start, false), (stale.Value, stale.CapturedAt, stale.IsFresh));
        Assert.Equal("Shard eu-1 did not answer within 00:00:02; ask again, or allow more time.", stale.Error!.Message);
        Assert.Equal(("reading 1", false), (alsoStale.Value, alsoStale.IsFresh));
        Assert.False(_reads.HasMore);

        await _reads.EndAsync();
        Assert.Equal(new Recollection<string>("reading 2", _clock.Start + (2 * TwoSeconds), null), await patient);
        Assert.Equal("reading 2", (await remembered.GetAsync(TwoSeconds, TwoSeconds, Token)).Value);
    }

    [Fact]
    public async Task Get_ShardThatNeverAnswered_FailsAfterTheWholePatience()
    {
        await using var remembered = New();
        var first = remembered.GetAsync(TwoSeconds, TwoSeconds, Token);
        await _reads.BeginAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));
        var second = remembered.GetAsync(TwoSeconds, TwoSeconds, Token);
        _clock.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<ShardUnreachableException>(() => first);
        Assert.False(second.IsCompleted);
        await _reads.EndAsync();
        Assert.Equal("reading 1", (await second).Value);
    }

    [Fact]
    public async Task Get_AfterAFailure_ReadsAgainAfterAMomentOrForWhoWantsItOfNow()
    {
        await using var remembered = New(new Midway());
        await ReadAsync(remembered);
        _clock.Advance(2 * TwoSeconds);
        var asking = Ask(remembered, 8, TwoSeconds, TwoSeconds);
        await _reads.BeginAsync();
        await _reads.EndAsync(Silence);
        var failed = await Task.WhenAll(asking);

        _clock.Advance(TimeSpan.FromMilliseconds(749));
        var resting = await remembered.GetAsync(TwoSeconds, TwoSeconds, Token);
        await Assert.ThrowsAsync<ShardUnreachableException>(() => remembered.GetAsync(TwoSeconds, null, Token));
        Assert.False(_reads.HasMore);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        var next = remembered.GetAsync(TwoSeconds, TwoSeconds, Token);
        await _reads.BeginAsync();
        await _reads.EndAsync(Silence);
        var ofNow = await ReadAsync(remembered, TimeSpan.Zero);

        var last = new Recollection<string>("reading 1", _clock.Start, Silence);
        Assert.All([.. failed, resting, await next], answer => Assert.Equal(last, answer));
        Assert.Equal(new Recollection<string>("reading 4", _clock.GetUtcNow(), null), ofNow);
    }

    [Fact]
    public async Task Get_AfterAFailure_GivesTheLastWithoutWaitingForSomeSeconds()
    {
        await using var remembered = New(new Midway());
        await ReadAsync(remembered);
        _clock.Advance(2 * TwoSeconds);
        var asking = remembered.GetAsync(TwoSeconds, TwoSeconds, Token);
        await _reads.BeginAsync();
        await _reads.EndAsync(Silence);
        await asking;

        _clock.Advance(TimeSpan.FromSeconds(1));
        var last = new Recollection<string>("reading 1", _clock.Start, Silence);
        Assert.Equal(last, remembered.TryGet(TwoSeconds, TwoSeconds));
        await _reads.BeginAsync();
        Assert.Equal(last, await remembered.GetAsync(TwoSeconds, TwoSeconds, Token));
        Assert.Null(remembered.TryGet(TimeSpan.Zero, TwoSeconds));
        await _reads.EndAsync(Silence);

        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(remembered.TryGet(TwoSeconds, TwoSeconds));
        var trusting = remembered.GetAsync(TwoSeconds, TwoSeconds, Token);
        await _reads.BeginAsync();
        Assert.False(trusting.IsCompleted);
        await _reads.EndAsync();
        Assert.Equal(new Recollection<string>("reading 4", _clock.GetUtcNow(), null), await trusting);
        Assert.Equal(await trusting, remembered.TryGet(TwoSeconds, TwoSeconds));
    }

    [Fact]
    public async Task Get_FailureOfAReadingThatBeganBefore_IsTriedAgainForWhoWantsItOfNow()
    {
        await using var remembered = New();
        var first = remembered.GetAsync(TimeSpan.Zero, null, Token);
        await _reads.BeginAsync();
        var asking = Ask(remembered, 8, TimeSpan.Zero);
        await _reads.EndAsync(Silence);
        await Assert.ThrowsAsync<ShardUnreachableException>(() => first);
        await _reads.BeginAsync();
        await _reads.EndAsync(Silence);

        foreach (var asked in asking)
        {
            Assert.Same(Silence, await Assert.ThrowsAsync<ShardUnreachableException>(() => asked));
        }

        Assert.False(_reads.HasMore);
    }

    [Fact]
    public async Task Get_Refusal_IsToldHoweverMuchIsRemembered()
    {
        await using var remembered = New();
        await ReadAsync(remembered);
        _clock.Advance(2 * TwoSeconds);

        var asking = remembered.GetAsync(TwoSeconds, TwoSeconds, Token);
        await _reads.BeginAsync();
        await _reads.EndAsync(new ShardAccessDeniedException("Shard eu-1 refused the user.", "eu-1"));

        await Assert.ThrowsAsync<ShardAccessDeniedException>(() => asking);
        await Assert.ThrowsAsync<ShardAccessDeniedException>(() => remembered.GetAsync(TwoSeconds, TwoSeconds, Token));
    }

    [Fact]
    public async Task Get_Cancelled_EndsTheWaitOfThatCallerAlone()
    {
        await using var remembered = New();
        using var giveUp = new CancellationTokenSource();
        var gone = remembered.GetAsync(TwoSeconds, null, giveUp.Token);
        var waiting = remembered.GetAsync(TwoSeconds, null, Token);
        await _reads.BeginAsync();

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        await _reads.EndAsync();

        Assert.Equal("reading 1", (await waiting).Value);
    }

    [Fact]
    public async Task Dispose_WhileAReadingIsUnderWay_EndsItAndTellsWhoWaits()
    {
        var remembered = New();
        var waiting = remembered.GetAsync(TwoSeconds, TwoSeconds, Token);
        await _reads.BeginAsync();

        await remembered.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => remembered.GetAsync(TwoSeconds, null, Token));
    }

    private static Task<Recollection<string>>[] Ask(
        Remembered<string> remembered, int callers, TimeSpan staleness, TimeSpan? patience = null) =>
        [.. Enumerable.Range(0, callers).Select(_ => remembered.GetAsync(staleness, patience, Token))];

    private Remembered<string> New(Random? random = null) => new("eu-1", _reads.ReadAsync, _clock, random);

    private async Task<Recollection<string>> ReadAsync(Remembered<string> remembered, TimeSpan? staleness = null)
    {
        var asking = remembered.GetAsync(staleness ?? TwoSeconds, null, Token);
        await _reads.BeginAsync();
        await _reads.EndAsync();
        return await asking;
    }
}
