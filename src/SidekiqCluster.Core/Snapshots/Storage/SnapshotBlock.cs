using System.Buffers;
using System.Runtime.CompilerServices;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// Some jobs that stand next to each other: their bytes in one pooled slab, their facts in one array. Rows are only ever
/// added at the end, by the one thread that makes the next view; a view that shares the block knows how many there were
/// in its time, so what it reads never changes. The slab goes back to the pool with the last view that shares it.
/// </summary>
internal sealed class SnapshotBlock
{
    /// <summary>The largest slab, but for one payload that is larger.</summary>
    public const int MaxSlab = 1 << 18;

    /// <summary>The most rows: places in the index of ids are 16 bits.</summary>
    public const int MaxRows = 4096;

    private const int MinSlab = 512;
    private const int TypicalPayload = 400;

    private readonly byte[] _slab;
    private JobFacts[] _facts;
    private EntryFacts[]? _entries;
    private JidIndex? _jids;
    private int _used;
    private int _views;

    /// <summary>An empty block.</summary>
    /// <param name="bytes">Room for so many bytes, or for one payload that is larger.</param>
    /// <param name="isSet">Whether the rows have scores.</param>
    public SnapshotBlock(int bytes, bool isSet)
    {
        _slab = ArrayPool<byte>.Shared.Rent(Math.Max(bytes, MinSlab));
        var rows = Math.Max(1, _slab.Length / TypicalPayload);
        _facts = new JobFacts[rows];
        _entries = isSet ? new EntryFacts[rows] : null;
    }

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of payloads so far.</summary>
    public int UsedBytes => _used;

    /// <summary>Room for payloads, what is used included.</summary>
    public int SlabBytes => _slab.Length;

    public ReadOnlySpan<JobFacts> Facts => _facts;

    /// <summary>What only entries of sets have; empty in a list.</summary>
    public ReadOnlySpan<EntryFacts> Entries => _entries;

    /// <summary>The memory that the block holds.</summary>
    public long AllocatedBytes =>
        _slab.Length + (_facts.Length * (long)Unsafe.SizeOf<JobFacts>()) + ((_entries?.Length ?? 0) * (long)Unsafe.SizeOf<EntryFacts>())
        + (_jids?.AllocatedBytes ?? 0);

    public ReadOnlySpan<byte> Raw(int row)
    {
        ref readonly var facts = ref _facts[row];
        return _slab.AsSpan(facts.Offset, facts.Length);
    }

    /// <summary>Adds a row; false when there is no room for it.</summary>
    public bool TryAppend(ReadOnlySpan<byte> raw, in JobFacts facts, in EntryFacts entry)
    {
        if (Count == MaxRows || raw.Length > _slab.Length - _used)
        {
            return false;
        }

        if (Count == _facts.Length)
        {
            Resize(Math.Min(MaxRows, Count + (Count / 4) + 16));
        }

        raw.CopyTo(_slab.AsSpan(_used));
        _facts[Count] = facts with { Offset = _used, Length = raw.Length };
        if (_entries is not null)
        {
            _entries[Count] = entry;
        }

        _used += raw.Length;
        Count++;
        return true;
    }

    /// <summary>Adds a row of another block; false when there is no room for it.</summary>
    public bool TryAppend(SnapshotBlock block, int row) =>
        TryAppend(block.Raw(row), block._facts[row], block._entries is { } entries ? entries[row] : default);

    /// <summary>Gives back the room that no row takes: no more are added.</summary>
    /// <param name="turnAround">Whether the rows were added in the opposite order.</param>
    public void Seal(bool turnAround = false)
    {
        Resize(Count);
        if (turnAround)
        {
            Array.Reverse(_facts);
            Array.Reverse(_entries ?? []);
        }
    }

    /// <summary>Adds the rows of a run that may have this id.</summary>
    public void FindJid(ulong jid, BlockRun run, List<int> rows)
    {
        if (_jids is not { } index || index.Count < run.End)
        {
            _jids = index = new JidIndex(_facts.AsSpan(0, run.End));
        }

        index.Find(jid, _facts, run, rows);
    }

    public void Share() => Interlocked.Increment(ref _views);

    /// <summary>One view less shares the block; also to be called for a block that no view ever shared.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _views) <= 0)
        {
            ArrayPool<byte>.Shared.Return(_slab);
        }
    }

    private void Resize(int rows)
    {
        // Readers of older views may hold the array, and see the same rows in it.
        var facts = new JobFacts[rows];
        Array.Copy(_facts, facts, Count);
        if (_entries is not null)
        {
            var entries = new EntryFacts[rows];
            Array.Copy(_entries, entries, Count);
            _entries = entries;
        }

        _facts = facts;
    }
}
