using System.Runtime.CompilerServices;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// Searches a view for the jobs that a filter takes, in order: some runs at a time, each further time twice as many, so
/// that a few jobs are found soon and many quickly. The caller holds the view.
/// </summary>
/// <param name="view">The view.</param>
/// <param name="filter">Which jobs.</param>
/// <param name="newestFirst">From which end.</param>
/// <param name="start">The distance from that end to begin at.</param>
internal sealed class SnapshotSearch(SnapshotView view, SnapshotFilter filter, bool newestFirst, int start)
{
    private const int FirstRuns = 2;
    private const int MostRuns = 256;

    private int _next = start;
    private int _runs = FirstRuns;

    /// <summary>Whether the whole view was searched.</summary>
    public bool IsDone => _next >= view.Count;

    /// <summary>Searches on, and adds what it finds.</summary>
    public async Task ContinueAsync(List<SnapshotMatch> found, CancellationToken cancellationToken)
    {
        var (index, _) = view.Locate(PlaceOf(_next));
        var first = newestFirst ? Math.Max(0, index - _runs + 1) : index;
        var count = newestFirst ? index - first + 1 : Math.Min(_runs, view.Runs.Length - index);
        var rows = await SnapshotScan.FindAsync(view, filter, first, count, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < count; i++)
        {
            var at = newestFirst ? count - 1 - i : i;
            var run = view.Runs[first + at];
            var matches = rows[at];
            for (var j = 0; j < matches.Count; j++)
            {
                var row = matches[newestFirst ? matches.Count - 1 - j : j];
                var distance = PlaceOf(view.FirstOf(first + at) + row - run.Start);
                if (distance >= _next)
                {
                    found.Add(new SnapshotMatch(distance, run.Block, row));
                }
            }
        }

        var last = newestFirst ? first : first + count - 1;
        _next = newestFirst ? view.Count - view.FirstOf(last) : view.FirstOf(last) + view.Runs[last].Count;
        _runs = Math.Min(MostRuns, 2 * _runs);
    }

    /// <summary>All matches; searching does not hold up the caller's thread where there is much to search.</summary>
    public async IAsyncEnumerable<SnapshotMatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = new List<SnapshotMatch>();
        while (!IsDone)
        {
            cancellationToken.ThrowIfCancellationRequested();
            found.Clear();
            await ContinueAsync(found, cancellationToken).ConfigureAwait(false);
            foreach (var match in found)
            {
                yield return match;
            }
        }
    }

    /// <summary>The place at a distance from where the order begins, and the other way round.</summary>
    private int PlaceOf(int distance) => newestFirst ? view.Count - 1 - distance : distance;
}
