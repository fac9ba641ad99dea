using SidekiqCluster.Queries.Paging;

namespace SidekiqCluster.Snapshots;

/// <summary>Bookmarks in views, as pages over Redis write them.</summary>
internal static class SnapshotMarks
{
    /// <summary>The mark behind the job at a distance from where the order begins.</summary>
    public static SourceMark Of(SnapshotView view, int distance, bool newestFirst)
    {
        var recent = new List<ReadEntry>();
        for (var age = 0; age <= distance; age = age < ReadEntries.Complete ? age + 1 : 2 * age)
        {
            recent.Add(new ReadEntry(SourceMark.DigestOf(Raw(age)), age));
        }

        recent.Reverse();
        if (!view.Columns.IsSet)
        {
            return new SourceMark(distance + 1, view.Count, 0, recent);
        }

        var place = PlaceAt(0);
        var score = view.Score(place);
        var same = newestFirst
            ? PlaceOf(view, score, isBehind: true) - place
            : place - PlaceOf(view, score, isBehind: false) + 1;
        return new SourceMark(same, 0, score, recent);

        int PlaceAt(int age) => newestFirst ? view.Count - 1 - (distance - age) : distance - age;
        ReadOnlySpan<byte> Raw(int age) => view.Raw(PlaceAt(age));
    }

    /// <summary>
    /// The distance behind the entry of the mark that was read last and is still there; when none of its score is, that of
    /// the first entry of the score.
    /// </summary>
    public static int FindInSet(SnapshotView view, SourceMark mark, bool newestFirst)
    {
        var (from, to) = (PlaceOf(view, mark.Score, isBehind: false), PlaceOf(view, mark.Score, isBehind: true));
        var (best, age) = (newestFirst ? view.Count - to : from, int.MaxValue);
        for (var place = from; place < to && age > 0; place++)
        {
            var digest = SourceMark.DigestOf(view.Raw(place));
            foreach (var read in mark.Recent)
            {
                if (read.Digest == digest && read.Age < age)
                {
                    age = read.Age;
                    best = newestFirst ? view.Count - place : place + 1;
                }
            }
        }

        return best;
    }

    /// <summary>The first place of a score or above, or the one behind all of it. O(log n).</summary>
    public static int PlaceOf(SnapshotView view, double score, bool isBehind)
    {
        var (low, high) = (0, view.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var order = view.Score(middle).CompareTo(score);
            (low, high) = order < 0 || (order == 0 && isBehind) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
