using Microsoft.CodeAnalysis;

namespace SidekiqCluster.Generators.Diagnostics;

/// <summary>The mistakes in Ruby and schema files that the generator tells of. An id is never used again for another.</summary>
internal static class WorkerDescriptors
{
    private const string Category = "SidekiqCluster";

    private const string Pages = "https://github.com/sidekiq-cluster/sidekiq-cluster/blob/main/generators/docs/";

    /// <summary>The file is not what it seems to be.</summary>
    public static readonly DiagnosticDescriptor Unparsable = new(
        "SKQ020",
        "Ruby signatures can be read",
        "Ruby could not be followed from line {0} on, so classes around it may be missing: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ020.md");

    /// <summary>The file's bytes are no text.</summary>
    public static readonly DiagnosticDescriptor NotUtf8 = new(
        "SKQ021",
        "Worker files are UTF-8",
        "{0} is not UTF-8, so it was left out; save it as UTF-8",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ021.md");

    /// <summary>The folder holds no files, or the files no workers.</summary>
    public static readonly DiagnosticDescriptor NoWorkers = new(
        "SKQ022",
        "Worker files hold worker classes",
        "{0}; check where <SidekiqWorkers> or <SidekiqWorkersFolder> looks",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ022.md");

    /// <summary>A parameter without a usable type.</summary>
    public static readonly DiagnosticDescriptor UnknownType = new(
        "SKQ023",
        "Types of arguments are known",
        "Parameter {0} of {1} has no type that JSON has, so it is a JsonElement; a sig, RBI or RBS can tell the type",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ023.md");

    /// <summary>Ruby binds such parameters from both ends.</summary>
    public static readonly DiagnosticDescriptor RequiredAfterOptional = new(
        "SKQ024",
        "Required parameters come first",
        "{0} of {1} is required but follows an optional or rest parameter, so positions depend on the number of arguments; all of {1} are JsonElement from {2} on",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ024.md");

    /// <summary>A name that C# has another use for.</summary>
    public static readonly DiagnosticDescriptor NameIsEscaped = new(
        "SKQ025",
        "Ruby names are C# names",
        "{0} of {1} cannot have its name in C#, so it is {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ025.md");

    /// <summary>Two sources tell different things.</summary>
    public static readonly DiagnosticDescriptor SourcesContradict = new(
        "SKQ026",
        "Sources of one class agree",
        "{0} says of {1} that {2}; {3} is believed: {4}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ026.md");

    /// <summary>A native worker with keywords.</summary>
    public static readonly DiagnosticDescriptor KeywordsAreNotPassed = new(
        "SKQ027",
        "Sidekiq passes no keywords",
        "perform of {0} has the keyword parameter {1}, which no stored job can fill; only Active Job passes keywords",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ027.md");

    /// <summary>An option that Ruby computes.</summary>
    public static readonly DiagnosticDescriptor OptionIsNoLiteral = new(
        "SKQ028",
        "Options are literals",
        "{0} of {1} is no literal, so it is not known here",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ028.md");

    /// <summary>A worker without its method.</summary>
    public static readonly DiagnosticDescriptor NoPerform = new(
        "SKQ029",
        "Workers perform",
        "{0} is a worker class without perform, and nothing is derived from it; no record was made",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ029.md");

    /// <summary>Broken JSON.</summary>
    public static readonly DiagnosticDescriptor SchemaUnreadable = new(
        "SKQ030",
        "A schema file is JSON",
        "The schema file cannot be read: {0}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ030.md");

    /// <summary>A schema with other content.</summary>
    public static readonly DiagnosticDescriptor SchemaInvalid = new(
        "SKQ031",
        "A schema file says what it may",
        "{0} in the schema file: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ031.md");

    /// <summary>The record in C# and the class in Ruby differ.</summary>
    public static readonly DiagnosticDescriptor RecordIsOlder = new(
        "SKQ032",
        "A record has the parameters of its Ruby class",
        "The C# record {0} of {1} differs from {2}: {3}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SKQ032.md");
}
