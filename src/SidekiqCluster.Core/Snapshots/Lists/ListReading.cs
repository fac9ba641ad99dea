using SidekiqCluster.Passes;
using StackExchange.Redis;

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
        var count = options.PageSize + options.Overlap;
        var from = 0L;
        var page = await list.ReadAsync(from, count, cancellationToken).ConfigureAwait(false);
        var read = 0;
        while (true)
        {
            var isEnd = page.Length < count;
            from += page.Length - options.Overlap;
            var next = isEnd ? null : list.ReadAsync(from, count, cancellationToken);
            Add(page.AsSpan(read));
            if (next is null)
            {
                return true;
            }

            var last = page.AsMemory(page.Length - options.Overlap);
            page = await next.ConfigureAwait(false);
            read = FindEnd(page, last.Span);
            if (read < 0)
            {
                // When the list ends here, the entries looked for may have been popped.
                return page.Length < count;
            }
        }
    }

    private static int FindEnd(ReadOnlySpan<RedisValue> page, ReadOnlySpan<RedisValue> last)
    {
        for (var start = 0; start + last.Length <= page.Length; start++)
        {
            var length = 0;
            while (length < last.Length && Bytes(page[start + length]).SequenceEqual(Bytes(last[length])))
            {
                length++;
            }

            if (length == last.Length)
            {
                return start + length;
            }
        }

        return -1;
    }

    private static ReadOnlySpan<byte> Bytes(RedisValue value) => ((ReadOnlyMemory<byte>)value).Span;

    private void Add(ReadOnlySpan<RedisValue> entries)
    {
        foreach (ReadOnlyMemory<byte> raw in entries)
        {
            census.Add(raw.Span);
            var facts = columns.Read(new RawEntry(raw, 0), out var more);
            if (_blocks is not [.., var last] || !last.TryAppend(raw.Span, facts, more))
            {
                _slab = _slab > 0 ? _slab : SnapshotEditor.SlabFor(expected * raw.Length);
                var block = new SnapshotBlock(Math.Max(raw.Length, _slab), columns.IsSet);
                block.TryAppend(raw.Span, facts, more);
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
