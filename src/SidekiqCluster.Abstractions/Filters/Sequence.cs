using System.Collections.Immutable;

namespace SidekiqCluster.Filters;

internal static class Sequence
{
    public static int HashOf<T>(ImmutableArray<T> items)
    {
        var hash = default(HashCode);
        foreach (var item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}
