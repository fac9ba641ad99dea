using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>Places in views of sorted sets.</summary>
internal static class SetPlaces
{
    /// <summary>Where a member stands, or would stand. O(log n).</summary>
    public static int Find(SnapshotView view, RawEntry entry)
    {
        var (low, high) = (0, view.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var order = view.Score(middle).CompareTo(entry.Score);
            order = order != 0 ? order : view.Raw(middle).SequenceCompareTo(entry.Raw.Span);
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Whether two views hold the same members with the same scores. O(bytes).</summary>
    public static bool AreSame(SnapshotView view, SnapshotView other)
    {
        var isSame = view.Count == other.Count;
        for (var place = 0; isSame && place < view.Count; place++)
        {
            isSame = view.Score(place).Equals(other.Score(place)) && view.Raw(place).SequenceEqual(other.Raw(place));
        }

        return isSame;
    }
}
