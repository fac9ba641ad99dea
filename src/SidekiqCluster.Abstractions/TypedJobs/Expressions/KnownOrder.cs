using System.Globalization;
using System.Numerics;

namespace SidekiqCluster.TypedJobs;

/// <summary>Compares two values as C# does, where their types may differ in width only.</summary>
internal static class KnownOrder
{
    /// <summary>Whether <c>left OP right</c> holds; with a null on one side only inequality does, with two only equality.</summary>
    public static bool Holds(JobFilterOperator comparison, object? left, object? right)
    {
        if (left is null || right is null)
        {
            return comparison switch
            {
                JobFilterOperator.Equal => left is null && right is null,
                JobFilterOperator.NotEqual => left is not null || right is not null,
                _ => false,
            };
        }

        return IsNaN(left) || IsNaN(right)
            ? comparison == JobFilterOperator.NotEqual
            : Filters.Comparison.Holds(comparison, Compare(left, right));
    }

    /// <summary>The number of an enum's member, a boolean or a number as a decimal.</summary>
    public static decimal ToDecimal(object value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    private static bool IsNaN(object value) => value is double.NaN or float.NaN;

    private static int Compare(object left, object right)
    {
        if (left is string text && right is string other)
        {
            return string.CompareOrdinal(text, other);
        }

        if (left is DateOnly or DateTimeOffset or bool || left.GetType() == right.GetType())
        {
            return ((IComparable)left).CompareTo(right);
        }

        return left is double or float || right is double or float
            ? Convert.ToDouble(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(right, CultureInfo.InvariantCulture))
            : left is BigInteger || right is BigInteger
                ? ToBigInteger(left).CompareTo(ToBigInteger(right))
                : ToDecimal(left).CompareTo(ToDecimal(right));
    }

    private static BigInteger ToBigInteger(object value) => value is BigInteger big ? big : new BigInteger(ToDecimal(value));
}
