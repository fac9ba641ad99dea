using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SidekiqCluster.TypedJobs;

/// <summary>Looks at the comparers of sets of texts, as such a set may take different texts for equal.</summary>
internal static class KnownSets
{
    /// <exception cref="JobExpressionException">The set compares in a way of its own.</exception>
    public static void RequireOrdinal(IEnumerable collection)
    {
        object? comparer = collection switch
        {
            HashSet<string> set => set.Comparer,
            FrozenSet<string> set => set.Comparer,
            ImmutableHashSet<string> set => set.KeyComparer,
            SortedSet<string> set => set.Comparer,
            ImmutableSortedSet<string> set => set.KeyComparer,
            _ => null,
        };
        if (comparer is not null
            && comparer != EqualityComparer<string>.Default && comparer != Comparer<string>.Default
            && comparer != StringComparer.Ordinal)
        {
            throw new JobExpressionException(ExpressionRules.OddComparer);
        }
    }
}
