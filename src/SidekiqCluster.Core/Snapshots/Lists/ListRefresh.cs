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

        // What a script reads costs the server four times as much: many pushes are read by a plain command before it.
        var expected = _pushedLast > options.Requeues ? 2 * _pushedLast : 0;
        return await CatchUpAsync(current, expected, cancellationToken).ConfigureAwait(false)
            ?? await ReadAnewAsync(current, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The next view, by what changed; null when the list must be read in full.</summary>
    private async Task<SnapshotView?> CatchUpAsync(SnapshotView current, int expected, CancellationToken cancellationToken)
    {
        for (var most = Math.Min(expected, options.MaxHead); ; most = options.MaxHead)
        {
            var reading = most == 0
                ? Task.FromResult(RawPage.Of((RedisValue[])[]))
                : list.ReadPageAsync(0, Math.Min(most + RunLength, current.Count / 2), cancellationToken);
            var looking = ProbeAsync(cancellationToken);
            await Task.WhenAll(reading, looking).ConfigureAwait(false);
            using var head = await reading.ConfigureAwait(false);
            var probe = await looking.ConfigureAwait(false);
            if (probe.Length <= WholeLimit)
            {
                return null;
            }

            var (next, isHeadFound) = Advance(current, head, probe);

            // Only a head that is not there can be found by looking further. What was seen to differ must not be seen past.
            if (next is not null || isHeadFound || most >= options.MaxHead || _counted != current)
            {
                return next;
            }
        }
    }

    private (SnapshotView? Next, bool IsHeadFound) Advance(SnapshotView current, RawPage head, ListProbe probe)
    {
        var epoch = _epoch;
        var pushed = head.Count == 0 ? 0 : new ListOverlap(current, _census, options.Anchors).FindPushed(head) ?? 0;
        if (pushed == 0)
        {
            return (TryAdvance(current, probe, epoch, out var isFound), isFound);
        }

        _counted = null;
        var ahead = Push(new SnapshotEditor(current, columns, current.AllocatedBytes), head, pushed);
        var next = TryAdvance(ahead, probe, epoch, out var isHeadFound);
        _pushedLast += next is null ? 0 : pushed;
        if (next != ahead)
        {
            ahead.Dispose();
        }

        return (next, isHeadFound);
    }

    /// <inheritdoc/>
    public async Task<long> EstimateAsync(CancellationToken cancellationToken)
    {
        var length = await list.GetLengthAsync(cancellationToken).ConfigureAwait(false);
        var sample = await list.ReadAsync(0, SnapshotEstimate.Sample, cancellationToken).ConfigureAwait(false);
        return SnapshotEstimate.Of(length, sample.Length, sample.Sum(static entry => entry.Length()));
    }

    /// <inheritdoc/>
    public SnapshotView? Remove(SnapshotView current, IReadOnlyCollection<ReadOnlyMemory<byte>> payloads)
    {
        if (PayloadSearch.Find(current, payloads) is not { } places)
        {
            return null;
        }

        if (places.Count == 0)
        {
            return current;
        }

        var editor = new SnapshotEditor(current, columns, current.AllocatedBytes);
        editor.RemoveAll(places);
        var next = editor.Publish();
        if (current == _counted)
        {
            places.ForEach(place => _census.Remove(current.Raw(place)));
            _counted = next;
        }

        return next;
    }

    /// <inheritdoc/>
    /// <remarks>Others may have pushed before and after, so that only the list tells the place.</remarks>
    public bool CanAdd => false;

    /// <inheritdoc/>
    public SnapshotView? Add(SnapshotView current, IReadOnlyCollection<RawEntry> entries) => null;

    private async Task<ListProbe> ProbeAsync(CancellationToken cancellationToken)
    {
        var stretches = new ListStretches(
            RunLength + options.Requeues, RunLength + options.Requeues, _windowFrom, options.RollingWindow);
        var probe = await list.ProbeAsync(stretches, cancellationToken).ConfigureAwait(false);
        _windowFrom = _windowFrom + options.RollingWindow < probe.Length ? _windowFrom + options.RollingWindow : 0;
        return probe;
    }

    /// <summary>The view as of the probe; null when the probe proves nothing.</summary>
    private SnapshotView? TryAdvance(SnapshotView current, ListProbe probe, ServerEpoch epoch, out bool isHeadFound)
    {
        isHeadFound = true;
        if (probe.Epoch.HasEnded(epoch) == true
            || new ListOverlap(current, _census, options.Anchors).Find(probe, out isHeadFound) is not { } shift
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
        editor.Replace(0, 0, [.. probe.Tail.Reverse().Take(shift.Requeued).Select(static payload => new RawEntry(payload, 0)).Select(Count)]);
        return Push(editor, RawPage.Of(probe.Head), shift.Pushed);
    }

    private SnapshotView Push(SnapshotEditor editor, RawPage head, int pushed)
    {
        for (var i = pushed - 1; i >= 0; i--)
        {
            editor.Append(Count(head[i]));
        }

        var next = editor.Publish();
        if (_census.IsCrowded)
        {
            CountAll(next);
        }

        return next;
    }

    private RawEntry Count(RawEntry entry)
    {
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
        for (var attempt = 0; attempt < options.Attempts; attempt++)
        {
            _counted = null;
            var start = await LookAsync(cancellationToken).ConfigureAwait(false);
            var reading = new ListReading(list, columns, _census, options, start.Length);
            if (await reading.RunAsync(cancellationToken).ConfigureAwait(false) is { } candidate)
            {
                (_counted, _epoch) = (candidate, start.Epoch);
                var proven = await CatchUpAsync(candidate, options.MaxHead, cancellationToken).ConfigureAwait(false);
                if (proven != candidate)
                {
                    candidate.Dispose();
                }

                if (proven is not null)
                {
                    return proven;
                }
            }
        }

        return await ReadWholeAtWorstAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new SnapshotUnstableException();
    }

    private async Task<SnapshotView?> ReadWholeAtWorstAsync(CancellationToken cancellationToken)
    {
        _counted = null;
        var limit = Math.Max(options.WholeLimit, options.WholeLimitAtWorst);
        var start = await LookAsync(cancellationToken).ConfigureAwait(false);
        var whole = start.Length <= limit
            ? await ReadWholeAsync(null, limit, cancellationToken).ConfigureAwait(false)
            : null;
        if (whole is not null)
        {
            CountAll(whole);
            (_counted, _epoch) = (whole, start.Epoch);
        }

        return whole;
    }

    /// <summary>The length and the epoch, and nothing else.</summary>
    private Task<ListProbe> LookAsync(CancellationToken cancellationToken) =>
        list.ProbeAsync(new ListStretches(0, 0, 0, 0), cancellationToken);
}
