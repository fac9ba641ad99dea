using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SidekiqCluster.TypedJobs;

/// <summary>
/// Looks at how collections of texts compare: a set, or the keys of a dictionary, may take different texts for equal. What
/// cannot be looked into is refused. Collections of other values are taken to compare by their values.
/// </summary>
internal static class KnownSets
{
    /// <exception cref="JobExpressionException">The collection compares in a way of its own, or may.</exception>
    public static void RequireOrdinal(IEnumerable collection)
    {
        if (!IsOrdinal(collection))
        {
            throw new JobExpressionException(ExpressionRules.OddComparer);
        }
    }

    private static bool IsOrdinal(IEnumerable collection) => collection switch
    {
        HashSet<string> set => IsOrdinal(set.Comparer),
        FrozenSet<string> set => IsOrdinal(set.Comparer),
        ImmutableHashSet<string> set => IsOrdinal(set.KeyComparer),
        SortedSet<string> set => IsOrdinal(set.Comparer),
        ImmutableSortedSet<string> set => IsOrdinal(set.KeyComparer),
        LinkedList<string> => true,
        IList<string> => collection.GetType().DeclaringType != typeof(SortedList<,>),
        ICollection<string> or IReadOnlySet<string> => false,

        // .NET searches whatever else can only be enumerated, by the default comparer.
        _ => true,
    };

    private static bool IsOrdinal(object comparer) =>
        comparer == EqualityComparer<string>.Default || comparer == Comparer<string>.Default || comparer == StringComparer.Ordinal;
}
