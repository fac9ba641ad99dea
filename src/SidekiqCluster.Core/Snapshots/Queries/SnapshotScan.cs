namespace SidekiqCluster.Snapshots;

/// <summary>
/// Runs filters over whole views: large ones on all processors, but never for longer than one run of blocks before others have
/// their turn. The caller holds the view meanwhile.
/// </summary>
internal static class SnapshotScan
{
    /// <summary>Below so many rows one thread is quicker.</summary>
    private const int ParallelFrom = 20_000;

    private const int RowsAtOnce = 512;

    /// <summary>How many jobs a filter takes.</summary>
    public static async Task<long> CountAsync(SnapshotView view, SnapshotFilter filter, CancellationToken cancellationToken)
    {
        if (filter.TakesAll)
        {
            return view.Count;
        }

        var count = 0L;
        await ForEachRunAsync(view, 0, view.Runs.Length, index => Interlocked.Add(ref count, CountIn(view.Runs[index], filter)), cancellationToken)
            .ConfigureAwait(false);
        return count;
    }

    /// <summary>The rows that a filter takes of some runs, by run.</summary>
    public static async Task<List<int>[]> FindAsync(
        SnapshotView view, SnapshotFilter filter, int firstRun, int runs, CancellationToken cancellationToken)
    {
        var found = new List<int>[runs];
        await ForEachRunAsync(view, firstRun, runs, index => found[index - firstRun] = FindIn(view.Runs[index], filter), cancellationToken)
            .ConfigureAwait(false);
        return found;
    }

    /// <summary>The job with this address; null when there is none. A SHA-256 of each job until it is found.</summary>
    public static async Task<JobRecord?> FindAsync(SnapshotView view, string shard, EntryId id, CancellationToken cancellationToken)
    {
        // Jobs of one address are of equal bytes, so any of them will do.
        JobRecord? found = null;
        await ForEachRunAsync(view, 0, view.Runs.Length, FindInRun, cancellationToken).ConfigureAwait(false);
        return found;

        void FindInRun(int index)
        {
            var run = view.Runs[index];
            for (var row = run.Start; row < run.End && Volatile.Read(ref found) is null; row++)
            {
                if (EntryId.Of(shard, view.Columns.Source, run.Block.Raw(row)) == id)
                {
                    Volatile.Write(ref found, view.Columns.ToRecord(shard, run.Block, row));
                }
            }
        }
    }

    /// <summary>Does something for each run, on several threads when the view is large. When it returns, no thread looks at the view.</summary>
    public static async Task ForEachRunAsync(SnapshotView view, int first, int count, Action<int> act, CancellationToken cancellationToken)
    {
        if (view.Count < ParallelFrom)
        {
            for (var index = first; index < first + count; index++)
            {
                act(index);
            }

            return;
        }

        var next = first - 1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(count, Environment.ProcessorCount)).Select(_ => Task.Run(WorkAsync, CancellationToken.None)))
            .ConfigureAwait(false);

        async Task WorkAsync()
        {
            for (int index; (index = Interlocked.Increment(ref next)) < first + count;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                act(index);

                // Whoever else waits for a thread comes first.
                await Task.Yield();
            }
        }
    }

    /// <summary>Does something with a view: on another thread when it is large, so that nobody's turn is held up.</summary>
    public static Task RunAsync(SnapshotView view, Action act, CancellationToken cancellationToken)
    {
        if (view.Count >= ParallelFrom)
        {
            return Task.Run(act, cancellationToken);
        }

        act();
        return Task.CompletedTask;
    }

    private static int CountIn(BlockRun run, SnapshotFilter filter)
    {
        Span<int> rows = stackalloc int[RowsAtOnce];
        var count = 0;
        for (var start = run.Start; start < run.End; start += RowsAtOnce)
        {
            count += filter.Narrow(run.Block, RowsOf(run, start, rows));
        }

        return count;
    }

    /// <summary>The rows of a run that a filter takes.</summary>
    public static List<int> FindIn(BlockRun run, SnapshotFilter filter)
    {
        Span<int> rows = stackalloc int[RowsAtOnce];
        List<int> found = [];
        for (var start = run.Start; start < run.End; start += RowsAtOnce)
        {
            var some = RowsOf(run, start, rows);
            found.AddRange(some[..filter.Narrow(run.Block, some)]);
        }

        return found;
    }

    /// <summary>The next rows of a run, by number.</summary>
    private static Span<int> RowsOf(BlockRun run, int start, Span<int> rows)
    {
        rows = rows[..Math.Min(rows.Length, run.End - start)];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = start + i;
        }

        return rows;
    }
}
