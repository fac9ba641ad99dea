using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SidekiqCluster.Generators.Analysis;

namespace SidekiqCluster.Generators.Tests.Queries;

/// <summary>Programs with typed queries: what the analyzer says of them, and what they do.</summary>
internal static class QueryRun
{
    /// <summary>What the analyzer reports, in the order of places.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string source)
    {
        var analysis = GeneratorRun.On(source).Output.WithAnalyzers([new TypedQueryAnalyzer()], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        var diagnostics = await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.OrderBy(one => one.Location.SourceSpan.Start)];
    }

    public static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    /// <summary>Compiles a program and calls its <c>All.Run</c>.</summary>
    public static IReadOnlyList<(string? Message, JobFilter? Filter, bool?[] Answers)> Run(string source, JobRecord[] records)
    {
        using var image = new MemoryStream();
        var emitted = GeneratorRun.On(source).Output.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        var context = new AssemblyLoadContext("queries", isCollectible: true);
        var outcomes = (Array)context.LoadFromStream(image).GetType("All")!.GetMethod("Run")!.Invoke(null, [records])!;
        return [.. outcomes.Cast<object>().Select(outcome => (
            (string?)Read(outcome, "Message"), (JobFilter?)Read(outcome, "Filter"), (bool?[])Read(outcome, "Answers")!))];
    }

    private static object? Read(object outcome, string property) =>
        outcome.GetType().GetProperty(property, BindingFlags.Instance | BindingFlags.Public)!.GetValue(outcome);
}
