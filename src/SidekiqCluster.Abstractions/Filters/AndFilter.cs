using System.Collections.Immutable;
using SidekiqCluster.Filters;

namespace SidekiqCluster;

/// <summary>The jobs that all of several filters match. Written with blanks between the terms, or <c>and</c>.</summary>
public sealed record AndFilter : JobFilter
{
    internal AndFilter(ImmutableArray<JobFilter> filters)
        : base(filters.Max(filter => filter.Depth) + 1) => Filters = filters;

    /// <summary>What must match: two filters or more, in the order given.</summary>
    public ImmutableArray<JobFilter> Filters { get; }

    /// <inheritdoc/>
    public bool Equals(AndFilter? other) => other is not null && Filters.SequenceEqual(other.Filters);

    /// <inheritdoc/>
    public override int GetHashCode() => Sequence.HashOf(Filters);
}
