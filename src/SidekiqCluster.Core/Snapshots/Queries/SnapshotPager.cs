using System.Runtime.CompilerServices;
using SidekiqCluster.Queries.Paging;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// Pages over views. The marks behind the jobs are those of a pager over Redis: a page can follow one that was read from
/// another view, from another silo's, or from Redis itself.
/// </summary>
internal sealed class SnapshotPager(SnapshotView view, SnapshotFilter filter, bool newestFirst)
{
    private const int WindowSize = 1000;

    /// <summary>The next jobs behind a mark.</summary>
    /// <param name="mark">The mark behind the last job of the page before; null to begin.</param>
    /// <param name="limit">The most jobs, 1 or more.</param>
    public SnapshotPage Read(SourceMark? mark, int limit)
    {
        var found = new List<SnapshotMatch>();
        var wanted = limit == int.MaxValue ? limit : limit + 1;
        var search = new SnapshotSearch(view, filter, newestFirst, StartBehind(mark));
        while (!search.IsDone && found.Count < wanted)
        {
            search.Continue(found);
        }

        return new SnapshotPage([.. found.Take(limit).Select(JobOf)], found.Count > limit);
    }

    /// <summary>All jobs behind a mark.</summary>
    public async IAsyncEnumerable<PagedJob> ReadAsync(
        SourceMark? mark, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var search = new SnapshotSearch(view, filter, newestFirst, StartBehind(mark));
        await foreach (var match in search.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return JobOf(match);
        }
    }

    private PagedJob JobOf(SnapshotMatch job) => new(
        view.Columns.ToRecord(filter.Shard, job.Block, job.Row), SnapshotMarks.Of(view, job.Distance, newestFirst));

    private int StartBehind(SourceMark? mark) => mark is null ? 0 : DistanceOf(mark);

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
