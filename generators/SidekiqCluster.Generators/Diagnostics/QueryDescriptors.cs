using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SidekiqCluster.Generators.Diagnostics;

/// <summary>The diagnostics about lambdas of typed queries. Their words are those of the exception at run time.</summary>
internal static class QueryDescriptors
{
    /// <summary>A method, property or operator that has no counterpart in a filter.</summary>
    public static readonly DiagnosticDescriptor NotAsked = Create("SKQ040", "A typed query asks what stored jobs can answer");

    /// <summary>A part of the job where a known value was needed.</summary>
    public static readonly DiagnosticDescriptor TwoParts = Create("SKQ041", "Parts of a job are compared with known values");

    /// <summary>A conversion or comparer that changes what is equal.</summary>
    public static readonly DiagnosticDescriptor ComparedOtherwise = Create("SKQ042", "Values of a job are compared as they are");

    /// <summary>A hash, list, job or untyped argument where a single value was needed.</summary>
    public static readonly DiagnosticDescriptor AsAWhole = Create("SKQ043", "Single values of a job are compared");

    private const string Pages = "https://github.com/sidekiq-cluster/sidekiq-cluster/blob/main/generators/docs/";

    /// <summary>All of them.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [NotAsked, TwoParts, ComparedOtherwise, AsAWhole];

    private static DiagnosticDescriptor Create(string id, string title) => new(
        id,
        title,
        "{0}",
        "SidekiqCluster",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + id + ".md");
}
