using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>Neighbours in a view, as copies that outlive it.</summary>
internal static class SnapshotStretch
{
    /// <summary>Some jobs by their distance from one end; fewer when the view ends before.</summary>
    public static IReadOnlyList<RawEntry> ByPosition(SnapshotView view, long offset, int count, bool newestFirst)
    {
        var entries = new RawEntry[Math.Clamp(view.Count - offset, 0, count)];
        for (var i = 0; i < entries.Length; i++)
        {
            var distance = (int)offset + i;
            entries[i] = EntryAt(view, newestFirst ? view.Count - 1 - distance : distance);
        }

        return entries;
    }

    /// <summary>The members between two scores, both included, lowest first. O(log n + found).</summary>
    public static IReadOnlyList<RawEntry> ByScore(SnapshotView view, double from, double to)
    {
        var first = SnapshotMarks.PlaceOf(view, from, isBehind: false);
        var behind = SnapshotMarks.PlaceOf(view, to, isBehind: true);
        var entries = new RawEntry[Math.Max(0, behind - first)];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = EntryAt(view, first + i);
        }

        return entries;
    }

    private static RawEntry EntryAt(SnapshotView view, int place) => new(view.Raw(place).ToArray(), view.Score(place));
}
