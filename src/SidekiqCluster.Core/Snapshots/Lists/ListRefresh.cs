using SidekiqCluster.Passes;
using StackExchange.Redis;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// Brings snapshots of a list up to date by what changed: a look at both ends and a proof that the rest is as it was, or
/// else a full read, which is proven the same way. A short list is read whole, by one command.
/// </summary>
internal sealed class ListRefresh(IListSource list, SnapshotColumns columns, SnapshotOptions options) : ISourceRefresh
{
    private readonly PayloadCensus _census = new();
    private SnapshotView? _counted;
    private ServerEpoch _epoch;
    private long _windowFrom;
    private int _pushedLast;

    /// <inheritdoc/>
    public int FullReads { get; private set; }

    /// <inheritdoc/>
    public long AllocatedBytes => _census.AllocatedBytes + columns.Texts.AllocatedBytes;

    private int WholeLimit => list.CanProbe ? options.WholeLimit : int.MaxValue - 1;

    /// <summary>A run must show this many entries, as the census doubts some that are unique.</summary>
    private int RunLength => options.Anchors + (options.Anchors / 2);

    /// <inheritdoc/>
    public async Task<SnapshotView> RefreshAsync(SnapshotView? current, CancellationToken cancellationToken)
    {
        if (current is null || current.Count <= WholeLimit)
        {
            return await ReadAnewAsync(current, cancellationToken).ConfigureAwait(false);
        }

        if (current != _counted)
        {
            return await ReadByPagesAsync(cancellationToken).ConfigureAwait(false);
        }

        var most = MostHead(current.Count);
        var head = (int)Math.Min(most, RunLength + (1.5 * _pushedLast) + options.Requeues);
        while (true)
        {
            var probe = await ProbeAsync(head, cancellationToken).ConfigureAwait(false);
            if (probe.Length <= WholeLimit)
            {
                return await ReadAnewAsync(current, cancellationToken).ConfigureAwait(false);
            }

            if (TryAdvance(current, probe, _epoch, out var isHeadFound) is { } next)
            {
                return next;
            }

            // Only a head that is not there can be found by looking further. What was seen to differ must not be seen past.
            if (head == most || isHeadFound)
            {
                return await ReadByPagesAsync(cancellationToken).ConfigureAwait(false);
            }

            head = most;
        }
    }

    /// <inheritdoc/>
    public SnapshotView? Remove(SnapshotView current, ReadOnlyMemory<byte> raw)
    {
        var places = PayloadSearch.Find(current, raw.Span);
        if (places.Count == 0)
        {
            return current;
        }

        // Which of equal copies was taken the bytes do not tell.
        if (places.Count > 1)
        {
            return null;
        }

        var editor = new SnapshotEditor(current, columns, current.AllocatedBytes);
        editor.Replace(places[0], 1, []);
        var next = editor.Publish();
        if (current == _counted)
        {
            _census.Remove(raw.Span);
            _counted = next;
        }

        return next;
    }

    /// <summary>The run at the head must end before the snapshot does.</summary>
    private int MostHead(int count) => Math.Min(options.MaxHead, count / 2);

    private async Task<ListProbe> ProbeAsync(int head, CancellationToken cancellationToken)
    {
        var stretches = new ListStretches(head, RunLength + options.Requeues, _windowFrom, options.RollingWindow);
        var probe = await list.ProbeAsync(stretches, cancellationToken).ConfigureAwait(false);
        _windowFrom = _windowFrom + options.RollingWindow < probe.Length ? _windowFrom + options.RollingWindow : 0;
        return probe;
    }

    /// <summary>The view as of the probe; null when the probe proves nothing.</summary>
    private SnapshotView? TryAdvance(SnapshotView current, ListProbe probe, ServerEpoch epoch, out bool isHeadFound)
    {
        isHeadFound = true;
        if (probe.Epoch.HasEnded(epoch) == true
            || new ListOverlap(current, _census, probe, options.Anchors).Find(out isHeadFound) is not { } shift
            || shift.Requeued > options.Requeues)
        {
            return null;
        }

        _epoch = probe.Epoch;
        _pushedLast = shift.Pushed;
        return _counted = shift == default ? current : Apply(current, probe, shift);
    }

    private SnapshotView Apply(SnapshotView current, ListProbe probe, ListShift shift)
    {
        for (var place = 0; place < shift.Popped; place++)
        {
            _census.Remove(current.Raw(place));
        }

        var editor = new SnapshotEditor(current, columns, current.AllocatedBytes);
        editor.DropFirst(shift.Popped);
        editor.Replace(0, 0, [.. probe.Tail.Reverse().Take(shift.Requeued).Select(Count)]);
        for (var i = shift.Pushed - 1; i >= 0; i--)
        {
            editor.Append(Count(probe.Head[i]));
        }

        var next = editor.Publish();
        if (_census.IsCrowded)
        {
            CountAll(next);
        }

        return next;
    }

    private RawEntry Count(RedisValue payload)
    {
        var entry = new RawEntry(payload, 0);
        _census.Add(entry.Raw.Span);
        return entry;
    }

    private void CountAll(SnapshotView view)
    {
        // Twice the room, so that the next count is far away.
        _census.Clear(2L * view.Count);
        foreach (var run in view.Runs)
        {
            for (var row = run.Start; row < run.End; row++)
            {
                _census.Add(run.Block.Raw(row));
            }
        }
    }

    /// <summary>All of a list at one moment; null when it is longer than that.</summary>
    private async Task<SnapshotView?> ReadWholeAsync(SnapshotView? current, int limit, CancellationToken cancellationToken)
    {
        var entries = await list.ReadAsync(0, limit + 1, cancellationToken).ConfigureAwait(false);
        if (entries.Length > limit)
        {
            return null;
        }

        Array.Reverse(entries);
        return current is not null && IsSame(current, entries) ? current : ViewOf(entries);
    }

    private static bool IsSame(SnapshotView view, RedisValue[] entries)
    {
        var isSame = view.Count == entries.Length;
        for (var place = 0; isSame && place < entries.Length; place++)
        {
            isSame = ((ReadOnlyMemory<byte>)entries[place]).Span.SequenceEqual(view.Raw(place));
        }

        return isSame;
    }

    private SnapshotView ViewOf(RedisValue[] entries)
    {
        var editor = new SnapshotEditor(null, columns, entries.Sum(static entry => entry.Length()));
        foreach (var entry in entries)
        {
            editor.Append(new RawEntry(entry, 0));
        }

        return editor.Publish();
    }

    private async Task<SnapshotView> ReadAnewAsync(SnapshotView? current, CancellationToken cancellationToken) =>
        await ReadWholeAsync(current, WholeLimit, cancellationToken).ConfigureAwait(false)
            ?? await ReadByPagesAsync(cancellationToken).ConfigureAwait(false);

    private async Task<SnapshotView> ReadByPagesAsync(CancellationToken cancellationToken)
    {
        FullReads++;
        _counted = null;
        var start = await ProbeNothingAsync(cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < options.Attempts; attempt++)
        {
            var reading = new ListReading(list, columns, _census, options, start.Length);
            var candidate = await reading.RunAsync(cancellationToken).ConfigureAwait(false);
            var probe = await ProbeAsync(MostHead(candidate?.Count ?? 0), cancellationToken).ConfigureAwait(false);
            var proven = candidate is null ? null : TryAdvance(candidate, probe, start.Epoch, out _);
            if (proven != candidate)
            {
                candidate?.Dispose();
            }

            if (proven is not null)
            {
                return proven;
            }

            start = probe;
        }

        var limit = Math.Max(options.WholeLimit, options.WholeLimitAtWorst);
        var whole = start.Length <= limit
            ? await ReadWholeAsync(null, limit, cancellationToken).ConfigureAwait(false)
            : null;
        if (whole is null)
        {
            throw new SnapshotUnstableException();
        }

        _epoch = start.Epoch;
        CountAll(whole);
        return _counted = whole;
    }

    private Task<ListProbe> ProbeNothingAsync(CancellationToken cancellationToken) =>
        list.ProbeAsync(new ListStretches(0, 0, 0, 0), cancellationToken);
}
