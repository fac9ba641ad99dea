using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>Finds payloads in a view by their bytes.</summary>
internal static class PayloadSearch
{
    /// <summary>
    /// The places, ascending, at which these very bytes stand; null when some stand there more often than they are given, so
    /// that the bytes do not tell which of them is meant.
    /// </summary>
    public static List<int>? Find(SnapshotView view, IReadOnlyCollection<ReadOnlyMemory<byte>> payloads)
    {
        var seed = Random.Shared.NextInt64();
        var left = payloads.CountBy(raw => PayloadDigest.Of(raw.Span, seed)).ToDictionary();
        var lengths = payloads.Select(static raw => raw.Length).ToHashSet();
        var places = new List<int>();
        for (var i = 0; i < view.Runs.Length; i++)
        {
            var run = view.Runs[i];
            var facts = run.Block.Facts;
            for (var row = run.Start; row < run.End; row++)
            {
                if (!lengths.Contains(facts[row].Length))
                {
                    continue;
                }

                var digest = PayloadDigest.Of(run.Block.Raw(row), seed);
                if (left.TryGetValue(digest, out var count))
                {
                    if (count == 0)
                    {
                        return null;
                    }

                    left[digest] = count - 1;
                    places.Add(view.FirstOf(i) + row - run.Start);
                }
            }
        }

        return places;
    }
}
