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
/// the pass began, each twice as long as the last. At the end the pass looks once more at the end where it began, so
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
    private PayloadDigest[] _digests = [];
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
        Task<RedisValue[]>? fetch = null;
        try
        {
            var isDone = start is null ? await BeginAsync(cancellationToken).ConfigureAwait(false) : Resume(start);
            while (true)
            {
                fetch = isDone ? null : list.ReadAsync(_plan.From, _plan.Count, cancellationToken);
                if (_taken.Count > 0)
                {
                    yield return _taken;
                }

                if (fetch is null)
                {
                    yield break;
                }

                isDone = await TakeAsync(await fetch.ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            // When the caller stops early, the page read ahead is not wanted, nor what went wrong with it.
            await (fetch ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> BeginAsync(CancellationToken cancellationToken)
    {
        var length = list.GetLengthAsync(cancellationToken);
        var window = list.ReadAsync(_plan.From, _plan.Count, cancellationToken);
        await Task.WhenAll(length, window).ConfigureAwait(false);
        _expected = await length.ConfigureAwait(false);
        return await TakeAsync(await window.ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private bool Resume(ListStart start)
    {
        _plan.Resume(start.From, start.IsEnd ? start.Window.Length + 1 : start.Window.Length);
        Digest(start.Window);
        for (var i = 0; i <= start.Last; i++)
        {
            _ledger.TryAdd(_digests[i]);
        }

        Take(start.Window, start.Last, trustsCopies: true);
        return MoveOn(start.Window.Length, new ListRun(start.Last, _ledger.LastPlace), isNew: true);
    }

    /// <summary>Takes a window, or plans to read it from elsewhere; whether the pass is done.</summary>
    private async ValueTask<bool> TakeAsync(RedisValue[] window, CancellationToken cancellationToken)
    {
        _taken.Clear();
        Digest(window);
        var run = FindRun(window.Length);
        if (!run.Exists && !_plan.IsAtOrigin)
        {
            _plan.StepBack();
            return false;
        }

        if (!_isLookingBack && !await TryCountCopiesAsync(window, run, cancellationToken).ConfigureAwait(false))
        {
            _plan.StartOver(window.Length);
            return false;
        }

        var met = _ledger.Count;
        if (met > ReserveAfter)
        {
            _ledger.Reserve(_expected);
        }

        Take(window, _plan.IsAtOrigin ? -1 : run.End, options.TrustsOverlap && !_plan.IsAtOrigin);
        return MoveOn(window.Length, run, isNew: _ledger.Count > met);
    }

    private void Digest(RedisValue[] window)
    {
        if (_digests.Length < window.Length)
        {
            _digests = new PayloadDigest[window.Length];
        }

        for (var i = 0; i < window.Length; i++)
        {
            _digests[i] = PayloadDigest.Of(((ReadOnlyMemory<byte>)window[i]).Span, options.Seed);
        }
    }

    private ListRun FindRun(int length)
    {
        var window = _digests.AsSpan(0, length);
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
        RedisValue[] window, ListRun run, CancellationToken cancellationToken)
    {
        if (options.TrustsOverlap && !_plan.IsAtOrigin)
        {
            return true;
        }

        Dictionary<PayloadDigest, RedisValue>? suspects = null;
        for (var i = _plan.IsAtOrigin ? 0 : run.End + 1; i < window.Length; i++)
        {
            if (_ledger.NeedsCount(_digests[i]))
            {
                (suspects ??= []).TryAdd(_digests[i], window[i]);
            }
        }

        if (suspects is null)
        {
            return true;
        }

        if (_plan.IsAtOrigin)
        {
            AllowCopiesOf(suspects.Keys, window.Length);
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

    private void AllowCopiesOf(IEnumerable<PayloadDigest> suspects, int length)
    {
        var copies = suspects.ToDictionary(static digest => digest, static _ => 0);
        foreach (var digest in _digests.AsSpan(0, length))
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

    private void Take(RedisValue[] window, int runEnd, bool trustsCopies)
    {
        _ledger.BeginWindow();
        for (var i = 0; i < window.Length; i++)
        {
            var digest = _digests[i];
            var isUnread = i > runEnd && !_isLookingBack;
            if (_ledger.TryAdd(digest)
                || ((isUnread || _ledger.IsOfThisWindow(digest)) && _ledger.TryAddCopy(digest, trustsCopies)))
            {
                _taken.Add(new RawEntry(window[i], 0));
            }
        }
    }

    /// <summary>Plans the window after one that was taken; whether there is none.</summary>
    private bool MoveOn(int read, ListRun run, bool isNew)
    {
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
        _lastRead = _digests.AsSpan(0, read)[Math.Max(0, read - Overlap)..].ToArray();
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
