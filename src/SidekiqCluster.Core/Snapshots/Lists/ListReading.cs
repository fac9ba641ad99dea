namespace SidekiqCluster.Snapshots;

/// <summary>
/// Reads a long list by pages from its head, while others change it, into a view that has yet to be proven:
/// <see cref="ListOverlap"/> does that as for any other. Pushes meanwhile only move entries away from the head, so that a
/// page shows some of the last one again, by which it is joined to it.
/// </summary>
internal sealed class ListReading(
    IListSource list, SnapshotColumns columns, PayloadCensus census, SnapshotOptions options, long expected)
{
    private readonly List<SnapshotBlock> _blocks = [];
    private int _slab;

    /// <summary>The view; null when a page could not be joined to the one before.</summary>
    public async Task<SnapshotView?> RunAsync(CancellationToken cancellationToken)
    {
        census.Clear(expected);
        try
        {
            return await TryReadAsync(cancellationToken).ConfigureAwait(false) ? Publish() : null;
        }
        finally
        {
            _blocks.ForEach(static block => block.Release());
        }
    }

    private async Task<bool> TryReadAsync(CancellationToken cancellationToken)
    {
        var pages = new PagesAhead(
            async (from, count) => columns.Read(await list.ReadPageAsync(from, count, cancellationToken).ConfigureAwait(false)),
            options.PageSize,
            options.Overlap);
        await using var end = pages.ConfigureAwait(false);
        FactsPage? last = null;
        try
        {
            while (true)
            {
                var page = await pages.NextAsync().ConfigureAwait(false);
                var read = last is null ? 0 : FindEnd(page, last);
                last?.Dispose();
                last = page;
                if (read < 0)
                {
                    // When the list ends here, the entries looked for may have been popped.
                    return pages.IsLast(page);
                }

                Add(page, read);
                if (pages.IsLast(page))
                {
                    return true;
                }
            }
        }
        finally
        {
            last?.Dispose();
        }
    }

    /// <summary>Behind which entry of a page the last entries of the one before it end; -1 when they are not there.</summary>
    private int FindEnd(FactsPage page, FactsPage last)
    {
        var from = last.Count - options.Overlap;
        for (var start = 0; start + options.Overlap <= page.Count; start++)
        {
            var length = 0;
            while (length < options.Overlap && page[start + length].Raw.Span.SequenceEqual(last[from + length].Raw.Span))
            {
                length++;
            }

            if (length == options.Overlap)
            {
                return start + length;
            }
        }

        return -1;
    }

    private void Add(FactsPage page, int first)
    {
        for (var index = first; index < page.Count; index++)
        {
            var raw = page[index].Raw.Span;
            census.Add(raw);
            var facts = page.FactsOf(index, out var more);
            if (_blocks is not [.., var last] || !last.TryAppend(raw, facts, more))
            {
                _slab = _slab > 0 ? _slab : SnapshotEditor.SlabFor(expected * raw.Length);
                var block = new SnapshotBlock(Math.Max(raw.Length, _slab), columns.IsSet);
                block.TryAppend(raw, facts, more);
                _blocks.Add(block);
            }
        }
    }

    private SnapshotView Publish()
    {
        _blocks.Reverse();
        var runs = _blocks.ConvertAll(static block =>
        {
            block.Seal(turnAround: true);
            return new BlockRun(block, 0, block.Count);
        });
        _blocks.Clear();
        return new SnapshotView(columns, [.. runs]);
    }
}
