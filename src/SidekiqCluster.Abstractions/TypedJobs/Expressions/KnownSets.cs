using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;

namespace SidekiqCluster.TypedJobs;

/// <summary>
/// Looks at how collections compare: a set, or the keys of a dictionary, may take different values for equal. Collections of
/// texts that cannot be looked into are refused. Members of enums, and keys of dictionaries that are no texts, are taken to
/// compare by their values.
/// </summary>
internal static class KnownSets
{
    /// <exception cref="JobExpressionException">The collection compares in a way of its own, or may.</exception>
    public static void RequirePlain(IEnumerable collection)
    {
        if (!IsPlainOfTexts(collection) || !IsPlainOfNumbers(collection) || !IsPlain<bool>(collection)
            || !IsPlain<DateOnly>(collection) || !IsPlain<DateTimeOffset>(collection))
        {
            throw new JobExpressionException(ExpressionRules.OddComparer);
        }
    }

    private static bool IsPlainOfTexts(IEnumerable collection) => ComparerOf<string>(collection) is { } comparer
        ? comparer == EqualityComparer<string>.Default || comparer == Comparer<string>.Default || comparer == StringComparer.Ordinal
        : collection switch
        {
            LinkedList<string> => true,
            IList<string> => collection.GetType().DeclaringType != typeof(SortedList<,>),
            ICollection<string> or IReadOnlySet<string> => false,

            // .NET searches whatever else can only be enumerated, by the default comparer.
            _ => true,
        };

    private static bool IsPlainOfNumbers(IEnumerable collection) =>
        IsPlain<sbyte>(collection) && IsPlain<byte>(collection) && IsPlain<short>(collection) && IsPlain<ushort>(collection)
        && IsPlain<int>(collection) && IsPlain<uint>(collection) && IsPlain<long>(collection) && IsPlain<ulong>(collection)
        && IsPlain<BigInteger>(collection) && IsPlain<float>(collection) && IsPlain<double>(collection) && IsPlain<decimal>(collection);

    private static bool IsPlain<T>(IEnumerable collection)
        where T : struct => IsDefault<T>(ComparerOf<T>(collection)) && IsDefault<T?>(ComparerOf<T?>(collection));

    private static bool IsDefault<T>(object? comparer) =>
        comparer is null || comparer == EqualityComparer<T>.Default || comparer == Comparer<T>.Default;

    /// <summary>What a set compares by; null for what is no set of such values.</summary>
    private static object? ComparerOf<T>(IEnumerable collection) => collection switch
    {
        HashSet<T> set => set.Comparer,
        FrozenSet<T> set => set.Comparer,
        ImmutableHashSet<T> set => set.KeyComparer,
        SortedSet<T> set => set.Comparer,
        ImmutableSortedSet<T> set => set.KeyComparer,
        _ => null,
    };
}
