using System.Globalization;
using System.Numerics;

namespace SidekiqCluster.TypedJobs;

/// <summary>The comparisons of a value that stands in a job with one that is known.</summary>
internal static class ValueFilters
{
    /// <summary>The jobs in which the comparison holds, and of those that have a value the others; null for just those.</summary>
    public static (JobFilter True, JobFilter? False) Of(
        BoundValue value, JobField field, JobFilterOperator comparison, object expected)
    {
        if (value.Type.Kind == JobValueKind.Enum)
        {
            return (JobFilter.In(field, NamesWhere(value.Type, comparison, expected)), null);
        }

        if (expected is double or float && !double.IsFinite(Convert.ToDouble(expected, CultureInfo.InvariantCulture)))
        {
            // No number in JSON is one of these, and every one compares with them alike.
            var exists = JobFilter.Compare(field, JobFilterOperator.NotEqual, JobFilterValue.Null);
            return KnownOrder.Holds(comparison, 0.0, Convert.ToDouble(expected, CultureInfo.InvariantCulture))
                ? (exists, FilterAlgebra.Never)
                : (FilterAlgebra.Never, exists);
        }

        var other = ToFilterValue(expected);
        return (JobFilter.Compare(field, comparison, other), JobFilter.Compare(field, Opposite(comparison), other));
    }

    /// <summary>The jobs whose value is one of these.</summary>
    public static JobFilter OneOf(BoundValue value, JobField field, IReadOnlyList<object> items) => JobFilter.In(
        field,
        value.Type.Kind == JobValueKind.Enum
            ? items.SelectMany(item => NamesWhere(value.Type, JobFilterOperator.Equal, item)).Distinct()
            : items.Where(item => item is not (double or float) || double.IsFinite(Convert.ToDouble(item, CultureInfo.InvariantCulture)))
                .Select(ToFilterValue));

    /// <summary>A value as a text to count by; null when it has none.</summary>
    public static string? KeyOf(JobValueType type, object value) => type.Kind switch
    {
        JobValueKind.Enum => NamesWhere(type, JobFilterOperator.Equal, value).FirstOrDefault()?.Text,
        JobValueKind.String or JobValueKind.Boolean or (>= JobValueKind.SByte and <= JobValueKind.Decimal) or JobValueKind.Date =>
            ToFilterValue(value) switch
            {
                { Kind: JobFilterValueKind.Text } text => text.Text,
                var other => other.ToString(),
            },
        _ => null,
    };

    private static IEnumerable<JobFilterValue> NamesWhere(JobValueType type, JobFilterOperator comparison, object expected) => type.Names
        .Zip(type.Values)
        .Where(one => KnownOrder.Holds(comparison, one.Second, KnownOrder.ToDecimal(expected)))
        .Select(one => JobFilterValue.Of(one.First));

    private static JobFilterValue ToFilterValue(object value) => value switch
    {
        string text => JobFilterValue.Of(text),
        bool flag => JobFilterValue.Of(flag),
        DateTimeOffset time => JobFilterValue.Of(time),
        DateOnly day => JobFilterValue.Of(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        float number => JobFilterValue.OfNumber(number.ToString("R", CultureInfo.InvariantCulture)),
        double number => JobFilterValue.Of(number),
        BigInteger number => JobFilterValue.Of(number),
        decimal number => JobFilterValue.Of(number),
        _ => JobFilterValue.OfNumber(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };

    private static JobFilterOperator Opposite(JobFilterOperator comparison) => comparison switch
    {
        JobFilterOperator.Equal => JobFilterOperator.NotEqual,
        JobFilterOperator.NotEqual => JobFilterOperator.Equal,
        JobFilterOperator.Less => JobFilterOperator.GreaterOrEqual,
        JobFilterOperator.LessOrEqual => JobFilterOperator.Greater,
        JobFilterOperator.Greater => JobFilterOperator.LessOrEqual,
        _ => JobFilterOperator.Less,
    };
}
