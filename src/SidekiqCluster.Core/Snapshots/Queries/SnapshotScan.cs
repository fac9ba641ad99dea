namespace SidekiqCluster.Snapshots;

/// <summary>Runs filters over whole views: large ones on all processors. The caller holds the view meanwhile.</summary>
internal static class SnapshotScan
{
    /// <summary>Below so many rows one thread is quicker.</summary>
    private const int ParallelFrom = 20_000;

    /// <summary>How many jobs a filter takes.</summary>
    public static long Count(SnapshotView view, SnapshotFilter filter)
    {
        if (filter.TakesAll)
        {
            return view.Count;
        }

        var count = 0L;
        ForEachRun(view, 0, view.Runs.Length, index => Interlocked.Add(ref count, CountIn(view.Runs[index], filter)));
        return count;
    }

    /// <summary>The rows that a filter takes of some runs, by run.</summary>
    public static List<int>[] Find(SnapshotView view, SnapshotFilter filter, int firstRun, int runs)
    {
        var found = new List<int>[runs];
        ForEachRun(view, firstRun, runs, index => found[index - firstRun] = FindIn(view.Runs[index], filter));
        return found;
    }

    /// <summary>Does something for each run, on several threads when the view is large.</summary>
    public static void ForEachRun(SnapshotView view, int first, int count, Action<int> act)
    {
        if (count > 1 && view.Count >= ParallelFrom)
        {
            Parallel.For(first, first + count, act);
            return;
        }

        for (var index = first; index < first + count; index++)
        {
            act(index);
        }
    }

    private static int CountIn(BlockRun run, SnapshotFilter filter)
    {
        var count = 0;
        for (var row = run.Start; row < run.End; row++)
        {
            count += filter.Matches(run.Block, row) ? 1 : 0;
        }

        return count;
    }

    private static List<int> FindIn(BlockRun run, SnapshotFilter filter)
    {
        List<int> rows = [];
        for (var row = run.Start; row < run.End; row++)
        {
            if (filter.Matches(run.Block, row))
            {
                rows.Add(row);
            }
        }

        return rows;
    }
}
