using SidekiqCluster.Filters;

namespace SidekiqCluster;

/// <summary>
/// The jobs in which a field compares with a value: <c>class:Hard*</c>, <c>args[0]&gt;5</c>. A field that is absent, or
/// of another type than the value, never matches, not even <see cref="JobFilterOperator.NotEqual"/>; except that
/// "equal to null" finds the absent and the null, and "not equal to null" all others.
/// </summary>
public sealed record ComparisonFilter : JobFilter
{
    internal ComparisonFilter(JobField field, JobFilterOperator comparison, JobFilterValue value)
        : base(1)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(value);
        if (FieldRules.ExpectedOperator(field, comparison) is { } expectedOperator)
        {
            throw new ArgumentException($"'{field}' takes {expectedOperator}.", nameof(comparison));
        }

        if (FieldRules.ExpectedValue(field, comparison, value) is { } expectedValue)
        {
            throw new ArgumentException($"'{field}' is compared with {expectedValue}.", nameof(value));
        }

        Field = field;
        Operator = comparison;
        Value = value;
    }

    /// <summary>What is compared.</summary>
    public JobField Field { get; }

    /// <summary>How it is compared.</summary>
    public JobFilterOperator Operator { get; }

    /// <summary>What it is compared with.</summary>
    public JobFilterValue Value { get; }
}
