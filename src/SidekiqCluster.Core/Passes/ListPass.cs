using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StackExchange.Redis;

namespace SidekiqCluster.Passes;

/// <summary>
/// One pass over a list that others push to, pop from and delete from meanwhile. Bytes that stay in the list are
/// reported exactly once; of equal copies no fewer than stayed and no more than ever stood in the list at once.
/// </summary>
/// <remarks>
/// <para>
/// The pass reads windows by distance from the end it began at. Whether an entry is reported is decided by its digest,
/// so the only danger is a window that begins beyond an unread entry, because entries before it were popped or deleted.
/// The order of entries that stay never changes. So when a window holds an entry that was read before, every unread one
/// that stayed stands behind it, in this window or a later one. Each window therefore begins with the last entries of
/// the one before; when it shows no run of <see cref="RunLength"/> of them, in their order and each met only once, it is
/// read again from further back, at last from the end where the pass began, before which nothing can hide. This could
/// fail only if others put such a run in again behind unread entries, or if the list holds it twice.
/// </para>
/// <para>
/// A payload that was met before and stands behind what was read is either a copy, or it was taken out and put back. It
/// is counted once by LPOS and reported as often as it was seen to stand in the list at one moment. Where very many
/// payloads are repeated, or where no run can be because the list holds little else, windows are read from the end where
/// the pass began, each twice as long as the last. When each window was read does not matter to any of this, so the next ones are read
/// ahead, where they should be if nobody takes entries away; a window that turns out to be none of the plan is forgotten. At the end the pass looks once more at the end where it began, so
/// that an entry moved there from the unread part (RPOPLPUSH onto the same list) is seen as well.
/// </para>
/// <para>
/// Costs 16 bytes per different payload (20 to 32 with the free slots), n / page + 2 round trips, and n × (1 + 32 / page)
/// entries transferred. A list that fits a page is read at one moment, by one round trip.
/// </para>
/// </remarks>
internal sealed class ListPass(IListReader list, PassOptions options)
{
    /// <summary>Entries that each window reads once more.</summary>
    public const int Overlap = 32;

    /// <summary>Entries read before that a window must show, in their order, to be taken.</summary>
    public const int RunLength = 12;

    /// <summary>Repeated payloads that are counted one by one.</summary>
    private const int MaxCounts = 256;

    /// <summary>Entries after which the ledger gets room for all: who wants the first few of a long list pays for no more.</summary>
    private const int ReserveAfter = 16_384;

    private readonly CopyLedger _ledger = new();
    private readonly List<RawEntry> _taken = [];
    private ListPlan _plan = new(options.ReadsWhole ? Array.MaxLength : options.PageSize + Overlap);
    private PayloadDigest[] _lastRead = [];
    private long _expected;
    private int _counts;
    private int? _lastOfFirstWindow;
    private bool _isLookingBack;

    /// <summary>The entries to report, by pages. A page is valid until the next one is asked for.</summary>
    /// <param name="start">Where an earlier pass ended, to read on from there; null to read from the end of the list.</param>
    /// <param name="cancellationToken">Ends the pass.</param>
    public async IAsyncEnumerable<IReadOnlyList<RawEntry>> ReadAsync(
        ListStart? start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var windows = new WindowsAhead(ReadAsync, canGuess: !options.ReadsWhole);
        await using var end = windows.ConfigureAwait(false);
        var isDone = start is null ? await BeginAsync(windows, cancellationToken).ConfigureAwait(false) : Resume(start);
        while (true)
        {
            if (!isDone)
            {
                await windows.ExpectAsync(_plan).ConfigureAwait(false);
            }

            if (_taken.Count > 0)
            {
                yield return _taken;
            }

            if (isDone)
            {
                yield break;
            }

            isDone = await TakeNextAsync(windows, cancellationToken).ConfigureAwait(false);
        }

        async Task<ListWindow> ReadAsync(ListPlan plan) => ListWindow.Of(
            await list.ReadPageAsync(plan.From, plan.Count, cancellationToken).ConfigureAwait(false), options);
    }

    private async Task<bool> BeginAsync(WindowsAhead windows, CancellationToken cancellationToken)
    {
        var length = list.GetLengthAsync(cancellationToken);
        await windows.ExpectAsync(_plan).ConfigureAwait(false);
        _expected = await length.ConfigureAwait(false);
        return await TakeNextAsync(windows, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> TakeNextAsync(WindowsAhead windows, CancellationToken cancellationToken)
    {
        using var window = await windows.NextAsync().ConfigureAwait(false);
        return await TakeAsync(window, cancellationToken).ConfigureAwait(false);
    }

    private bool Resume(ListStart start)
    {
        _plan.Resume(start.From, start.IsEnd ? start.Window.Length + 1 : start.Window.Length);
        using var window = ListWindow.Of(RawPage.Of(start.Window), options);
        foreach (var digest in window.Digests[..(start.Last + 1)])
        {
            _ledger.TryAdd(digest);
        }

        Take(window, start.Last, trustsCopies: true);
        return MoveOn(window, new ListRun(start.Last, _ledger.LastPlace), isNew: true);
    }

    /// <summary>Takes a window, or plans to read it from elsewhere; whether the pass is done.</summary>
    private async ValueTask<bool> TakeAsync(ListWindow window, CancellationToken cancellationToken)
    {
        _taken.Clear();
        var run = FindRun(window.Digests);
        if (!run.Exists && !_plan.IsAtOrigin)
        {
            _plan.StepBack();
            return false;
        }

        if (!_isLookingBack && !await TryCountCopiesAsync(window, run, cancellationToken).ConfigureAwait(false))
        {
            _plan.StartOver(window.Count);
            return false;
        }

        var met = _ledger.Count;
        if (met > ReserveAfter)
        {
            _ledger.Reserve(_expected);
        }

        Take(window, _plan.IsAtOrigin ? -1 : run.End, options.TrustsOverlap && !_plan.IsAtOrigin);
        return MoveOn(window, run, isNew: _ledger.Count > met);
    }

    private ListRun FindRun(ReadOnlySpan<PayloadDigest> window)
    {
        var run = ListRun.Find(window, _ledger);
        return !run.Exists && options.TrustsOverlap && _lastRead.Length > 0 && window.StartsWith(_lastRead)
            ? new ListRun(_lastRead.Length - 1, _ledger.LastPlace)
            : run;
    }

    /// <summary>
    /// Finds out how often the payloads that were met before and stand behind the run may be reported. A window from the
    /// end where the pass began holds all copies up to its own end, so it tells by itself. False when only such a window
    /// can tell, because there are too many to count them one by one.
    /// </summary>
    private async ValueTask<bool> TryCountCopiesAsync(
        ListWindow window, ListRun run, CancellationToken cancellationToken)
    {
        if (options.TrustsOverlap && !_plan.IsAtOrigin)
        {
            return true;
        }

        Dictionary<PayloadDigest, RedisValue>? suspects = null;
        for (var i = _plan.IsAtOrigin ? 0 : run.End + 1; i < window.Count; i++)
        {
            if (_ledger.NeedsCount(window.Digests[i]))
            {
                (suspects ??= []).TryAdd(window.Digests[i], window.Keep(i));
            }
        }

        if (suspects is null)
        {
            return true;
        }

        if (_plan.IsAtOrigin)
        {
            AllowCopiesOf(suspects.Keys, window.Digests);
            return true;
        }

        _counts += suspects.Count;
        if (_counts > MaxCounts || !list.CanCountCopies)
        {
            return false;
        }

        var copies = await list.CountCopiesAsync([.. suspects.Values], cancellationToken).ConfigureAwait(false);
        foreach (var (digest, count) in suspects.Keys.Zip(copies))
        {
            _ledger.Allow(digest, count, isCounted: true);
        }

        return true;
    }

    private void AllowCopiesOf(IEnumerable<PayloadDigest> suspects, ReadOnlySpan<PayloadDigest> window)
    {
        var copies = suspects.ToDictionary(static digest => digest, static _ => 0);
        foreach (var digest in window)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(copies, digest);
            if (!Unsafe.IsNullRef(ref count))
            {
                count++;
            }
        }

        foreach (var (digest, count) in copies.Where(static copy => copy.Value > 1))
        {
            _ledger.Allow(digest, count, isCounted: false);
        }
    }

    private void Take(ListWindow window, int runEnd, bool trustsCopies)
    {
        _ledger.BeginWindow();
        var wanted = window.Wanted;
        var digests = window.Digests;
        for (var i = 0; i < digests.Length; i++)
        {
            var digest = digests[i];
            var isUnread = i > runEnd && !_isLookingBack;
            var isReported = _ledger.TryAdd(digest)
                || ((isUnread || _ledger.IsOfThisWindow(digest)) && _ledger.TryAddCopy(digest, trustsCopies));
            if (wanted is [var (index, raw), ..] && index == i)
            {
                wanted = wanted[1..];
                if (isReported)
                {
                    _taken.Add(new RawEntry(raw, 0));
                }
            }
        }
    }

    /// <summary>Plans the window after one that was taken; whether there is none.</summary>
    private bool MoveOn(ListWindow window, ListRun run, bool isNew)
    {
        var read = window.Count;
        var isEnd = read < _plan.Count;
        if (_isLookingBack)
        {
            if (isEnd || HasLookedBack(run, isNew))
            {
                return true;
            }
        }
        else if (isEnd)
        {
            if (_plan.IsAtOrigin || options.LookBack == LookBack.None)
            {
                return true;
            }

            _isLookingBack = true;
            _plan.Return();
            return false;
        }

        _lastOfFirstWindow ??= _ledger.LastPlace;
        _lastRead = window.Digests[Math.Max(0, read - Overlap)..].ToArray();
        if (isNew)
        {
            _plan.StepOn(read);
        }
        else if (run.Exists)
        {
            var ahead = _isLookingBack ? read : run.End + 1 + (_ledger.LastPlace - run.Place);
            _plan.StepOver(read, ahead, _ledger.LastPlace);
        }
        else
        {
            _plan.StartOver(read);
        }

        return false;
    }

    private bool HasLookedBack(ListRun run, bool isNew) => options.LookBack == LookBack.UntilStart
        ? run.Exists && run.Place <= _lastOfFirstWindow
        : !isNew;
}
