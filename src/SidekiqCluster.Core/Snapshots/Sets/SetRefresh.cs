using SidekiqCluster.Operations;
using SidekiqCluster.Passes;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Snapshots;

/// <summary>Brings snapshots of a sorted set up to date.</summary>
/// <remarks>
/// <para>
/// A set of up to <see cref="SnapshotOptions.SetWholeLimit"/> members is read whole, by one command: it is the set of one
/// moment, whatever others do. A larger one is watched (<see cref="KeyWatch"/>) from before it is read: while nobody touches it, the
/// snapshot stands, for one round trip and no reading. Where it cannot be watched, the server's counts of writes to any sorted
/// set stand in (<see cref="ServerEpoch"/>).
/// </para>
/// <para>
/// Else the set is read by pages (up to <see cref="SnapshotOptions.SetRereadLimit"/> members), or only those of its blocks that
/// differ in their number of members, the first, the last and the next ones in turn are. In the end one look at one moment compares
/// the numbers of members of all blocks. If nobody touched the set while it was read by pages, the snapshot is proven exact.
/// Else it is exact but for members of a block of which, meanwhile, as many came in as went out, or which changed scores within it:
/// it is then not proven, who allows no staleness reads Redis instead, and each refresh compares some more blocks, so that each is
/// compared at least once in <see cref="SnapshotOptions.SetRefreshesPerTurn"/> refreshes. When all were without a write, it is proven.
/// </para>
/// <para>
/// Now and then blocks are compared although nobody seems to have touched the set: no proof rests on a server's word alone for ever.
/// </para>
/// </remarks>
internal sealed class SetRefresh(ISetSource set, SnapshotColumns columns, SnapshotOptions options) : ISourceRefresh
{
    private SnapshotView? _known;
    private ServerEpoch _epoch;
    private WatchMark? _mark;
    private int _unproven;
    private int _quiet;
    private int _next;

    /// <inheritdoc/>
    public int FullReads { get; private set; }

    /// <inheritdoc/>
    public bool IsProven => _unproven == 0;

    /// <inheritdoc/>
    public long AllocatedBytes => columns.Texts.AllocatedBytes;

    private int WholeLimit => set.CanProbe ? options.SetWholeLimit : int.MaxValue - 1;

    /// <inheritdoc/>
    public async Task<SnapshotView> RefreshAsync(SnapshotView? current, CancellationToken cancellationToken)
    {
        if (current is null || current.Count <= WholeLimit)
        {
            return await ReadAnewAsync(current, cancellationToken).ConfigureAwait(false);
        }

        var isUntouched = current == _known && await IsUntouchedAsync(_mark, current, cancellationToken).ConfigureAwait(false);
        var isSettled = isUntouched && IsProven;
        if (isSettled && ++_quiet % options.SetRefreshesPerTurn != 0)
        {
            return current;
        }

        var mark = isUntouched ? _mark : await set.WatchAsync(cancellationToken).ConfigureAwait(false);
        var look = await LookAsync(cancellationToken).ConfigureAwait(false);
        if (look.Length <= WholeLimit)
        {
            return await ReadAnewAsync(current, cancellationToken).ConfigureAwait(false);
        }

        var isQuiet = isUntouched
            || (mark is null && current == _known && look.Length == current.Count && look.Epoch.HasEnded(_epoch) == false);
        if (isQuiet && IsProven && !isUntouched)
        {
            return current;
        }

        return look.Length <= options.SetRereadLimit && !isSettled
            ? await ReadByPagesAsync(current, cancellationToken).ConfigureAwait(false)
            : await CompareAsync(current, mark, isQuiet, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<long> EstimateAsync(CancellationToken cancellationToken)
    {
        var length = await set.GetLengthAsync(cancellationToken).ConfigureAwait(false);
        var sample = await set.ReadAsync(0, SnapshotEstimate.Sample, cancellationToken).ConfigureAwait(false);
        return SnapshotEstimate.Of(length, sample.Length, sample.Sum(static member => (long)member.Raw.Length));
    }

    /// <inheritdoc/>
    public SnapshotView? Remove(SnapshotView current, IReadOnlyCollection<ReadOnlyMemory<byte>> payloads) =>
        PayloadSearch.Find(current, payloads) switch
        {
            null => null,
            [] => current,
            var places => Edit(current, editor => editor.RemoveAll(places)),
        };

    /// <inheritdoc/>
    public bool CanAdd => true;

    /// <inheritdoc/>
    public SnapshotView? Add(SnapshotView current, IReadOnlyCollection<RawEntry> entries)
    {
        RawEntry[] latest = [.. entries.Reverse().DistinctBy(static entry => entry.Raw, RawComparer.Instance)];
        if (PayloadSearch.Find(current, [.. latest.Select(static entry => entry.Raw)]) is not { } old)
        {
            return null;
        }

        Array.Sort(latest, static (x, y) => x.CompareTo(y));
        return Edit(current, editor =>
        {
            editor.RemoveAll(old);
            for (var i = 0; i < latest.Length; i++)
            {
                var place = SetPlaces.Find(current, latest[i]);
                var gone = old.BinarySearch(place);
                editor.Replace(place - (gone < 0 ? ~gone : gone) + i, 0, [latest[i]]);
            }
        });
    }

    private SnapshotView Edit(SnapshotView current, Action<SnapshotEditor> edit)
    {
        var editor = new SnapshotEditor(current, columns, current.AllocatedBytes);
        edit(editor);
        var next = editor.Publish();
        _known = current == _known ? next : _known;
        return next;
    }

    private async Task<SnapshotView> ReadAnewAsync(SnapshotView? current, CancellationToken cancellationToken)
    {
        var members = await set.ReadAsync(0, WholeLimit + 1, cancellationToken).ConfigureAwait(false);
        if (members.Length > WholeLimit)
        {
            return await ReadByPagesAsync(current, cancellationToken).ConfigureAwait(false);
        }

        (_mark, _unproven) = (null, 0);
        return KeepIfSame(current, ViewOf(members));
    }

    private async Task<SnapshotView> ReadByPagesAsync(SnapshotView? current, CancellationToken cancellationToken)
    {
        FullReads++;
        var mark = await set.WatchAsync(cancellationToken).ConfigureAwait(false);
        var start = await LookAsync(cancellationToken).ConfigureAwait(false);
        var candidate = await SetReading.RunAsync(set, columns, options, start.Length, cancellationToken).ConfigureAwait(false);
        var after = await LookAsync(cancellationToken).ConfigureAwait(false);
        if (!await WasQuietAsync(candidate, mark, start.Epoch, after.Epoch, cancellationToken).ConfigureAwait(false))
        {
            candidate = SetReading.WithoutMoved(candidate);
        }

        var (view, end) = await SettleAsync(new SetBlocks(candidate, options.SetBlockSize), cancellationToken)
            .ConfigureAwait(false);
        if (view != candidate)
        {
            candidate.Dispose();
        }

        var isProven = await WasQuietAsync(view, mark, start.Epoch, end.Epoch, cancellationToken).ConfigureAwait(false);
        (_mark, _epoch) = (mark, end.Epoch);
        _unproven = isProven ? 0 : BlocksOf(view);
        return _known = KeepIfSame(current, view);
    }

    private async Task<SnapshotView> CompareAsync(
        SnapshotView current, WatchMark? mark, bool isQuiet, CancellationToken cancellationToken)
    {
        var blocks = new SetBlocks(current, options.SetBlockSize);
        var count = blocks.Count;
        int[] turn = [.. Enumerable.Range(0, (count / options.SetRefreshesPerTurn) + 1).Select(i => (_next + i) % count).Distinct()];
        var before = _epoch;
        await ReadAsync(blocks, turn, cancellationToken).ConfigureAwait(false);
        var (view, end) = await SettleAsync(blocks, cancellationToken).ConfigureAwait(false);
        _next = (_next + turn.Length) % count;
        (_mark, _epoch) = (mark, end.Epoch);
        isQuiet = isQuiet && view == current && await WasQuietAsync(view, mark, before, end.Epoch, cancellationToken).ConfigureAwait(false);
        _unproven = isQuiet ? Math.Max(0, _unproven - turn.Length) : BlocksOf(view);
        return _known = view;
    }

    private async Task<bool> IsUntouchedAsync(WatchMark? mark, SnapshotView view, CancellationToken cancellationToken) =>
        mark is { } since && await set.IsUntouchedAsync(since, view.Count, cancellationToken).ConfigureAwait(false);

    /// <summary>Whether nobody wrote the set since it was watched, or else between two looks, as far as anything tells.</summary>
    private async Task<bool> WasQuietAsync(
        SnapshotView view, WatchMark? mark, ServerEpoch start, ServerEpoch end, CancellationToken cancellationToken) => mark is null
        ? end.HasEnded(start) == false
        : await IsUntouchedAsync(mark, view, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Compares a view with the set until all blocks have as many members as it knows, at one moment, and brings over those
    /// of the blocks that had not; those of the first and the last block in any case.
    /// </summary>
    private async Task<(SnapshotView View, SetProbe End)> SettleAsync(
        SetBlocks blocks, CancellationToken cancellationToken)
    {
        int[] wanted = [.. new[] { 0, blocks.Count - 1 }.Distinct()];
        for (var attempt = 0; attempt <= options.Attempts; attempt++)
        {
            var probe = await set.ProbeAsync(blocks.Bounds, wanted, cancellationToken).ConfigureAwait(false);
            foreach (var (block, members) in wanted.Zip(probe.Members))
            {
                blocks.Put(block, members);
            }

            int[] differing = [.. Enumerable.Range(0, blocks.Count).Where(block => probe.Sizes[block] != blocks.SizeOf(block))];
            if (differing.Length == 0)
            {
                return (blocks.Publish(), probe);
            }

            await ReadAsync(blocks, differing, cancellationToken).ConfigureAwait(false);
            if (differing.Sum(block => probe.Sizes[block]) <= options.SetMembersPerScript)
            {
                wanted = [.. wanted.Union(differing).Order()];
            }
        }

        throw new SnapshotUnstableException();
    }

    private async Task ReadAsync(SetBlocks blocks, int[] wanted, CancellationToken cancellationToken)
    {
        foreach (var chunk in wanted.Chunk(8))
        {
            var probes = await Task.WhenAll(chunk.Select(block =>
            {
                var (bounds, number) = blocks.Alone(block);
                return set.ProbeAsync(bounds, [number], cancellationToken);
            })).ConfigureAwait(false);
            foreach (var (block, probe) in chunk.Zip(probes))
            {
                blocks.Put(block, probe.Members[0]);
            }
        }
    }

    private int BlocksOf(SnapshotView view) => new SetBlocks(view, options.SetBlockSize).Count;

    private Task<SetProbe> LookAsync(CancellationToken cancellationToken) => set.ProbeAsync([], [], cancellationToken);

    private SnapshotView ViewOf(IReadOnlyCollection<RawEntry> members)
    {
        var editor = new SnapshotEditor(null, columns, members.Sum(static member => (long)member.Raw.Length));
        foreach (var member in members)
        {
            editor.Append(member);
        }

        return editor.Publish();
    }

    private static SnapshotView KeepIfSame(SnapshotView? current, SnapshotView next)
    {
        if (current is null || !SetPlaces.AreSame(current, next))
        {
            return next;
        }

        next.Dispose();
        return current;
    }
}
