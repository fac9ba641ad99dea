using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace SidekiqCluster.Generators.Tests.Diagnostics;

public sealed class DescriptorTests
{
    private static readonly string[] Headings = ["## What", "## Why", "## Before", "## After", "## When to ignore"];

    private static readonly List<DiagnosticDescriptor> Descriptors =
    [
        .. typeof(SidekiqJobGenerator).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => (DiagnosticDescriptor)field.GetValue(null)!)
            .OrderBy(one => one.Id, StringComparer.Ordinal),
    ];

    [Fact]
    public void Ids_All_AreUnique() =>
        Assert.Equal(Descriptors.Select(one => one.Id).Distinct(StringComparer.Ordinal), Descriptors.Select(one => one.Id));

    [Fact]
    public void Pages_All_ExistAndTellWhatTheDiagnosticIs() => Assert.All(Descriptors, one =>
    {
        var page = File.ReadAllText(Path.Combine(Generators(), "docs", one.Id + ".md"));

        Assert.StartsWith($"# {one.Id}: {one.Title}\n\nSeverity: {Word(one.DefaultSeverity)}\n", page, StringComparison.Ordinal);
        Assert.All(Headings, heading => Assert.Contains("\n" + heading + "\n", page, StringComparison.Ordinal));
        Assert.EndsWith($"/generators/docs/{one.Id}.md", one.HelpLinkUri, StringComparison.Ordinal);
    });

    [Fact]
    public void Pages_None_AreLeftOver() => Assert.Equal(
        Descriptors.Select(one => one.Id),
        Directory.GetFiles(Path.Combine(Generators(), "docs"), "SKQ*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    private static string Word(DiagnosticSeverity severity) =>
        severity == DiagnosticSeverity.Info ? "information" : severity == DiagnosticSeverity.Error ? "error" : "warning";

    private static string Generators([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "generators"));
}
