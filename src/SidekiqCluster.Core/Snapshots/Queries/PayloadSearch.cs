namespace SidekiqCluster.Snapshots;

/// <summary>Finds payloads in a view by their bytes.</summary>
internal static class PayloadSearch
{
    /// <summary>The places at which these very bytes stand. O(n) over the facts, not over the bytes.</summary>
    public static List<int> Find(SnapshotView view, ReadOnlySpan<byte> raw)
    {
        var places = new List<int>();
        for (var i = 0; i < view.Runs.Length; i++)
        {
            var run = view.Runs[i];
            var facts = run.Block.Facts;
            for (var row = run.Start; row < run.End; row++)
            {
                if (facts[row].Length == raw.Length && run.Block.Raw(row).SequenceEqual(raw))
                {
                    places.Add(view.FirstOf(i) + row - run.Start);
                }
            }
        }

        return places;
    }
}
