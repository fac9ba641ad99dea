using SidekiqCluster.Queries.Paging;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// Pages over views. The marks behind the jobs are those of a pager over Redis: a page can follow one that was read from
/// another view, from another silo's, or from Redis itself.
/// </summary>
internal sealed class SnapshotPager(SnapshotView view, SnapshotFilter filter, bool newestFirst)
{
    /// <summary>Runs that are searched at once at first; each further time twice as many.</summary>
    private const int FirstRuns = 2;

    private const int MostRuns = 256;
    private const int WindowSize = 1000;

    /// <summary>The next jobs behind a mark.</summary>
    /// <param name="mark">The mark behind the last job of the page before; null to begin.</param>
    /// <param name="limit">The most jobs, 1 or more.</param>
    public SnapshotPage Read(SourceMark? mark, int limit)
    {
        var start = mark is null ? 0 : DistanceOf(mark);
        var found = new List<(int Distance, SnapshotBlock Block, int Row)>();
        var wanted = limit == int.MaxValue ? limit : limit + 1;
        var runs = FirstRuns;
        for (var done = start; done < view.Count && found.Count < wanted; runs = Math.Min(MostRuns, 2 * runs))
        {
            done = Search(done, runs, found);
        }

        var jobs = found.Take(limit).Select(job => new PagedJob(
            view.Columns.ToRecord(filter.Shard, job.Block, job.Row), SnapshotMarks.Of(view, job.Distance, newestFirst)));
        return new SnapshotPage([.. jobs], found.Count > limit);
    }

    /// <summary>Searches some runs from a distance on; the distance at which they end.</summary>
    private int Search(int from, int runs, List<(int Distance, SnapshotBlock Block, int Row)> found)
    {
        var (index, _) = view.Locate(PlaceOf(from));
        var first = newestFirst ? Math.Max(0, index - runs + 1) : index;
        var count = newestFirst ? index - first + 1 : Math.Min(runs, view.Runs.Length - index);
        var rows = SnapshotScan.Find(view, filter, first, count);
        for (var i = 0; i < count; i++)
        {
            var at = newestFirst ? count - 1 - i : i;
            var run = view.Runs[first + at];
            var matches = rows[at];
            for (var j = 0; j < matches.Count; j++)
            {
                var row = matches[newestFirst ? matches.Count - 1 - j : j];
                var distance = PlaceOf(view.FirstOf(first + at) + row - run.Start);
                if (distance >= from)
                {
                    found.Add((distance, run.Block, row));
                }
            }
        }

        var last = newestFirst ? first : first + count - 1;
        return newestFirst ? view.Count - view.FirstOf(last) : view.FirstOf(last) + view.Runs[last].Count;
    }

    /// <summary>The place at a distance from where the order begins, and the other way round.</summary>
    private int PlaceOf(int distance) => newestFirst ? view.Count - 1 - distance : distance;

    /// <summary>How far the earlier page has read, in this view.</summary>
    private int DistanceOf(SourceMark mark)
    {
        if (view.Columns.IsSet)
        {
            return SnapshotMarks.FindInSet(view, mark, newestFirst);
        }

        var list = new SnapshotListReader(view, newestFirst);
        var bookmark = new QueueBookmark(list, mark, newestFirst, WindowSize);

        // The reader answers at once, so there is nothing to wait for.
        return bookmark.FindAsync(CancellationToken.None).GetAwaiter().GetResult() is { } start
            ? (int)start.From + start.Last + 1
            : 0;
    }
}
