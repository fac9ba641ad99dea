namespace SidekiqCluster.Snapshots;

/// <summary>
/// A queue or set as it stood at one moment, the next job to run (the lowest score) first. Never changes; valid for those
/// who hold it, however many newer ones there are. Each holder disposes it once; then the memory that no newer view
/// shares goes back to the pool.
/// </summary>
internal sealed class SnapshotView : IDisposable
{
    private readonly BlockRun[] _runs;
    private readonly int[] _firsts;
    private int _holders = 1;

    /// <summary>A view that its maker holds.</summary>
    public SnapshotView(SnapshotColumns columns, BlockRun[] runs)
    {
        Columns = columns;
        _runs = runs;
        _firsts = new int[runs.Length];
        for (var i = 0; i < runs.Length; i++)
        {
            _firsts[i] = Count;
            Count += runs[i].Count;
            runs[i].Block.Share();
        }
    }

    /// <summary>What tells the texts behind the ids in the rows.</summary>
    public SnapshotColumns Columns { get; }

    /// <summary>The jobs.</summary>
    public int Count { get; }

    public ReadOnlySpan<BlockRun> Runs => _runs;

    /// <summary>The memory that the view keeps from being used otherwise. O(blocks).</summary>
    public long AllocatedBytes
    {
        get
        {
            const int BytesPerRun = 20;
            SnapshotBlock? last = null;
            var bytes = (long)_runs.Length * BytesPerRun;
            foreach (var run in _runs)
            {
                bytes += ReferenceEquals(run.Block, last) ? 0 : run.Block.AllocatedBytes;
                last = run.Block;
            }

            return bytes;
        }
    }

    /// <summary>The payload at a place, counted from the next job to run.</summary>
    public ReadOnlySpan<byte> Raw(int place)
    {
        var (run, row) = Locate(place);
        return _runs[run].Block.Raw(row);
    }

    /// <summary>The score at a place; 0 in a list.</summary>
    public double Score(int place)
    {
        var (run, row) = Locate(place);
        return _runs[run].Block.Entries is { IsEmpty: false } entries ? entries[row].Score : 0;
    }

    /// <summary>The run and the row of its block that stand at a place. O(log blocks).</summary>
    public (int Run, int Row) Locate(int place)
    {
        var found = Array.BinarySearch(_firsts, place);
        var run = found >= 0 ? found : ~found - 1;
        return (run, _runs[run].Start + place - _firsts[run]);
    }

    /// <summary>The place of a run's first row.</summary>
    public int FirstOf(int run) => _firsts[run];

    /// <summary>Holds the view once more; false when nobody holds it any longer.</summary>
    public bool TryHold()
    {
        for (var holders = Volatile.Read(ref _holders); holders > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
            {
                return true;
            }

            holders = seen;
        }

        return false;
    }

    /// <summary>Holds the view once less.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            foreach (var run in _runs)
            {
                run.Block.Release();
            }
        }
    }
}
