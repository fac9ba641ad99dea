using System.Collections.Immutable;
using SidekiqCluster.Filters;

namespace SidekiqCluster;

/// <summary>The jobs that one or more of several filters match. Written with <c>or</c> between the terms.</summary>
public sealed record OrFilter : JobFilter
{
    internal OrFilter(ImmutableArray<JobFilter> filters)
        : base(filters.Max(filter => filter.Depth) + 1) => Filters = filters;

    /// <summary>Of which one must match: two filters or more, in the order given.</summary>
    public ImmutableArray<JobFilter> Filters { get; }

    /// <inheritdoc/>
    public bool Equals(OrFilter? other) => other is not null && Filters.SequenceEqual(other.Filters);

    /// <inheritdoc/>
    public override int GetHashCode() => Sequence.HashOf(Filters);
}
