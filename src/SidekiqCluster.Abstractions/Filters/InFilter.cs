using System.Collections.Immutable;
using SidekiqCluster.Filters;

namespace SidekiqCluster;

/// <summary>The jobs in which a field equals one of several values. Written <c>class=(A,B,"C d")</c>.</summary>
public sealed record InFilter : JobFilter
{
    internal InFilter(JobField field, ImmutableArray<JobFilterValue> values)
        : base(1)
    {
        ArgumentNullException.ThrowIfNull(field);
        foreach (var value in values)
        {
            ArgumentNullException.ThrowIfNull(value, nameof(values));
            if (FieldRules.ExpectedValue(field, JobFilterOperator.Equal, value) is { } expected)
            {
                throw new ArgumentException($"'{field}' is compared with {expected}.", nameof(values));
            }
        }

        Field = field;
        Values = values;
    }

    /// <summary>What is compared.</summary>
    public JobField Field { get; }

    /// <summary>What it may equal; null finds the absent too. Empty: nothing matches.</summary>
    public ImmutableArray<JobFilterValue> Values { get; }

    /// <inheritdoc/>
    public bool Equals(InFilter? other) =>
        other is not null && Field.Equals(other.Field) && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Field, Sequence.HashOf(Values));
}
