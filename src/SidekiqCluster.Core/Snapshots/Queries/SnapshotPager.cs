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

    /// <summary>All jobs behind a mark.</summary>
    /// <param name="mark">The mark behind the last job of the page before; null to begin.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async IAsyncEnumerable<PagedJob> ReadAsync(
        SourceMark? mark, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = mark is null ? 0 : await DistanceOfAsync(mark, cancellationToken).ConfigureAwait(false);
        var search = new SnapshotSearch(view, filter, newestFirst, start);
        PagedJob? last = null;
        try
        {
            await foreach (var match in search.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return last = JobOf(match);
            }
        }
        finally
        {
            // Who took it may ask for its mark when nobody holds the view any more.
            _ = last?.Mark;
        }
    }

    private PagedJob JobOf(SnapshotMatch job) => new(
        view.Columns.ToRecord(filter.Shard, job.Block, job.Row), () => SnapshotMarks.Of(view, job.Distance, newestFirst));

    /// <summary>How far the earlier page has read, in this view.</summary>
    private async Task<int> DistanceOfAsync(SourceMark mark, CancellationToken cancellationToken)
    {
        if (view.Columns.IsSet)
        {
            return SnapshotMarks.FindInSet(view, mark, newestFirst);
        }

        var list = new SnapshotListReader(view, newestFirst);
        var bookmark = new QueueBookmark(list, mark, newestFirst, WindowSize);
        return await bookmark.FindAsync(cancellationToken).ConfigureAwait(false) is { } start
            ? (int)start.From + start.Last + 1
            : 0;
    }
}
