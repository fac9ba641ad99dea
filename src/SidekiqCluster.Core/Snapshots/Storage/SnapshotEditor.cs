using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// Makes the next view out of one, sharing what stays. One thread at a time, and always from the newest view: rows are
/// added to the room left in its last block, where older views do not look.
/// </summary>
/// <param name="from">The newest view; null to begin with nothing.</param>
/// <param name="columns">What reads the facts of new rows.</param>
/// <param name="expectedBytes">About how many bytes of payloads there will be, so that blocks are neither many nor wasteful.</param>
internal sealed class SnapshotEditor(SnapshotView? from, SnapshotColumns columns, long expectedBytes)
{
    /// <summary>Blocks of a small source: the one that is filled last wastes no more than such a part of the whole.</summary>
    private const int BlocksPerSource = 16;

    private readonly List<BlockRun> _runs = from is null ? [] : [.. from.Runs];
    private int _slab = SlabFor(expectedBytes);

    /// <summary>Rows now.</summary>
    public int Count { get; private set; } = from?.Count ?? 0;

    /// <summary>The room of one block of a source of about so many bytes.</summary>
    public static int SlabFor(long bytes) => (int)Math.Clamp(bytes / BlocksPerSource, 0, SnapshotBlock.MaxSlab);

    /// <summary>Adds a job behind all others: the one that was pushed last, or has the highest score.</summary>
    public void Append(RawEntry entry)
    {
        var job = columns.Read(entry, out var more);
        Append(entry.Raw.Span, job, more);
    }

    /// <summary>The same for one whose facts were read.</summary>
    public void Append(ReadOnlySpan<byte> raw, in JobFacts job, in EntryFacts more)
    {
        if (!TryAppend(raw, job, more))
        {
            var block = new SnapshotBlock(Math.Max(raw.Length, _slab), columns.IsSet);
            block.TryAppend(raw, job, more);
            _runs.Add(new BlockRun(block, 0, 1));
        }

        Count++;
    }

    /// <summary>Takes away jobs from the front, those that run next.</summary>
    public void DropFirst(int count)
    {
        var index = SplitAt(count);
        _runs.RemoveRange(0, index);
        Count -= count;
    }

    /// <summary>Puts entries in the place of others.</summary>
    /// <param name="first">The place of the first to go.</param>
    /// <param name="count">How many go.</param>
    /// <param name="entries">What comes, in the view's order.</param>
    public void Replace(int first, int count, IReadOnlyList<RawEntry> entries)
    {
        if (count == 0 && entries.Count == 0)
        {
            return;
        }

        var start = SplitAt(first);
        var end = SplitAt(first + count);
        var behind = _runs[end..];
        _runs.RemoveRange(start, _runs.Count - start);
        Count -= count;
        var slab = _slab;
        _slab = (int)Math.Min(slab, entries.Sum(static entry => (long)entry.Raw.Length));
        foreach (var entry in entries)
        {
            Append(entry);
        }

        _slab = slab;
        _runs.AddRange(behind);
    }

    /// <summary>Takes away the rows at these places.</summary>
    /// <param name="places">Ascending, each once.</param>
    public void RemoveAll(IReadOnlyList<int> places)
    {
        var kept = new List<BlockRun>(_runs.Count + places.Count);
        var next = 0;
        var first = 0;
        foreach (var run in _runs)
        {
            var start = run.Start;
            for (; next < places.Count && places[next] < first + run.Count; next++)
            {
                var row = run.Start + places[next] - first;
                AddRun(start, row);
                start = row + 1;
            }

            AddRun(start, run.End);
            first += run.Count;

            void AddRun(int from, int to)
            {
                if (to > from)
                {
                    kept.Add(new BlockRun(run.Block, from, to - from));
                }
            }
        }

        _runs.Clear();
        _runs.AddRange(kept);
        Count -= places.Count;
    }

    /// <summary>The next view. The editor is not to be used any more.</summary>
    public SnapshotView Publish() => new(columns, [.. BlockCompaction.Run(_runs, columns.IsSet)]);

    private bool TryAppend(ReadOnlySpan<byte> raw, in JobFacts job, in EntryFacts more)
    {
        if (_runs is not [.., var last] || last.End != last.Block.Count)
        {
            return false;
        }

        if (last.Block.TryAppend(raw, job, more))
        {
            _runs[^1] = last with { Count = last.Count + 1 };
            return true;
        }

        last.Block.Seal();
        return false;
    }

    /// <summary>Makes a run begin at a place; answers its index.</summary>
    private int SplitAt(int place)
    {
        for (var i = 0; i < _runs.Count; i++)
        {
            var run = _runs[i];
            if (place == 0)
            {
                return i;
            }

            if (place < run.Count)
            {
                _runs[i] = run with { Count = place };
                _runs.Insert(i + 1, new BlockRun(run.Block, run.Start + place, run.Count - place));
                return i + 1;
            }

            place -= run.Count;
        }

        return _runs.Count;
    }
}
