using Microsoft.CodeAnalysis;

namespace SidekiqCluster.Generators.Diagnostics;

/// <summary>The mistakes in C# that the generator tells of. An id is never used again for another.</summary>
internal static class Descriptors
{
    private const string Category = "SidekiqCluster";

    private const string Pages = "https://github.com/sidekiq-cluster/sidekiq-cluster/blob/main/generators/docs/";

    /// <summary>The type cannot be completed.</summary>
    public static readonly DiagnosticDescriptor NotAPartialRecord = new(
        "SKQ001",
        "A job is a partial record class",
        "{0} cannot hold the arguments of {1}: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ001.md");

    /// <summary>The class name could not be a Ruby constant.</summary>
    public static readonly DiagnosticDescriptor NotARubyClass = new(
        "SKQ002",
        "The name of a worker class is a Ruby constant",
        "\"{0}\" is no Ruby class; write it as Ruby does, such as \"Billing::ChargeMerchant\"",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ002.md");

    /// <summary>The type of a parameter or property.</summary>
    public static readonly DiagnosticDescriptor NoJsonForm = new(
        "SKQ003",
        "An argument has a JSON form",
        "{0} of {1} is of type {2}, which has no JSON form; {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ003.md");

    /// <summary>Two records stand for one class.</summary>
    public static readonly DiagnosticDescriptor DuplicateClass = new(
        "SKQ004",
        "A worker class has one record",
        "{0} already stands for the worker class {1}; remove one of the two",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ004.md");

    /// <summary>The retry option.</summary>
    public static readonly DiagnosticDescriptor InvalidRetry = new(
        "SKQ005",
        "Retry is true, false or a number of times",
        "Retry of {0} is {1}; use true, false, or a whole number from 0",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ005.md");

    /// <summary>The queue or a tag.</summary>
    public static readonly DiagnosticDescriptor InvalidName = new(
        "SKQ006",
        "Queues and tags have names",
        "{0} of {1} is empty; give it a name or leave it out",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ006.md");

    /// <summary>A hash cannot be built.</summary>
    public static readonly DiagnosticDescriptor UnusableRecord = new(
        "SKQ007",
        "A hash is a record that can be created",
        "{0} cannot be read from a hash: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ007.md");

    /// <summary>A type that holds itself.</summary>
    public static readonly DiagnosticDescriptor RecursiveType = new(
        "SKQ008",
        "A hash does not hold itself",
        "{0} holds itself, so its schema has no end; use JsonElement for the part that repeats",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ008.md");

    /// <summary>Two names of one record or enum are the same in JSON.</summary>
    public static readonly DiagnosticDescriptor DuplicateJsonName = new(
        "SKQ009",
        "Names in JSON are unique",
        "{0} and {1} of {2} are both \"{3}\" in JSON; give one of them another name by attribute",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ009.md");

    /// <summary>A property of a job beside its parameters.</summary>
    public static readonly DiagnosticDescriptor PropertyIsNoArgument = new(
        "SKQ010",
        "Only parameters are arguments",
        "{0} of {1} is no parameter, so it is neither read nor pushed; move it into the parameter list or remove its setter",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ010.md");

    /// <summary>A parameter is named like a generated member.</summary>
    public static readonly DiagnosticDescriptor ReservedName = new(
        "SKQ011",
        "Generated members have their names",
        "{0} of {1} is named like a generated member; call it otherwise and add [property: JsonPropertyName(\"{2}\")]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ011.md");
}
