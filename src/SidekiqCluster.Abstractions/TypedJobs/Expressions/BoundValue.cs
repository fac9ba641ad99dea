using System.Collections.Immutable;

namespace SidekiqCluster.TypedJobs;

/// <summary>A part of a job that a lambda names: a field, or a place within the arguments.</summary>
/// <param name="Name">The field.</param>
/// <param name="Type">What it holds.</param>
/// <param name="ClrType">What the lambda sees there, without the question mark.</param>
internal sealed record BoundValue(JobFieldName Name, JobValueType Type, Type ClrType)
{
    /// <summary>The way into the arguments; empty for other fields, and for a rest parameter until it is indexed.</summary>
    public ImmutableArray<BoundStep> Steps { get; init; } = [];

    /// <summary>Where a rest parameter begins that was not indexed yet; null for all else.</summary>
    public int? RestFrom { get; init; }

    /// <summary>Whether the lambda throws when the value is null, as <c>.Value</c> does.</summary>
    public bool IsUnwrapped { get; init; }

    /// <summary>Whether values have no order and no equality that a filter knows.</summary>
    public bool IsWhole => Type.Kind is JobValueKind.List or JobValueKind.Map or JobValueKind.Record or JobValueKind.Any;
}
