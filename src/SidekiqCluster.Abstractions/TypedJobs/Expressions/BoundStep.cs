using System.Linq.Expressions;
using System.Reflection;

namespace SidekiqCluster.TypedJobs;

/// <summary>One step of a lambda into the arguments.</summary>
/// <param name="Type">What stands there.</param>
internal sealed record BoundStep(JobValueType Type)
{
    /// <summary>A parameter's position, or a key; null when <see cref="Index"/> tells.</summary>
    public JobFieldStep? Place { get; init; }

    /// <summary>The index or key as the lambda has it; null when <see cref="Place"/> tells.</summary>
    public Expression? Index { get; init; }

    /// <summary>What to add to the index: where a rest parameter begins.</summary>
    public int Offset { get; init; }

    /// <summary>The property that holds the value; null for an element.</summary>
    public PropertyInfo? Member { get; init; }

    /// <summary>Whether a job may lack the value, which the record then fills with a default.</summary>
    public bool HasDefault { get; init; }

    /// <summary>Whether the lambda throws for a job that lacks the value.</summary>
    public bool ThrowsWhenAbsent => Index is not null;
}
