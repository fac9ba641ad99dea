using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace SidekiqCluster.Generators.Tests.Diagnostics;

public sealed class DescriptorTests
{
    private static readonly string[] s_headings = ["## What", "## Why", "## Before", "## After", "## When to ignore"];

    private static readonly List<DiagnosticDescriptor> s_descriptors =
    [
        .. typeof(SidekiqJobGenerator).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => (DiagnosticDescriptor)field.GetValue(null)!)
            .OrderBy(one => one.Id, StringComparer.Ordinal),
    ];

    [Fact]
    public void Ids_All_AreUnique() =>
        Assert.Equal(s_descriptors.Select(one => one.Id).Distinct(StringComparer.Ordinal), s_descriptors.Select(one => one.Id));

    [Fact]
    public void Pages_All_ExistAndTellWhatTheDiagnosticIs() => Assert.All(s_descriptors, one =>
    {
        var page = File.ReadAllText(Path.Combine(Generators(), "docs", one.Id + ".md"));

        Assert.StartsWith($"# {one.Id}: {one.Title}\n\nSeverity: {Word(one.DefaultSeverity)}\n", page, StringComparison.Ordinal);
        Assert.All(s_headings, heading => Assert.Contains("\n" + heading + "\n", page, StringComparison.Ordinal));
        Assert.EndsWith($"/generators/docs/{one.Id}.md", one.HelpLinkUri, StringComparison.Ordinal);
    });

    [Fact]
    public void Pages_None_AreLeftOver() => Assert.Equal(
        s_descriptors.Select(one => one.Id),
        Directory.GetFiles(Path.Combine(Generators(), "docs"), "SKQ*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    private static string Word(DiagnosticSeverity severity) =>
        severity == DiagnosticSeverity.Info ? "information" : severity == DiagnosticSeverity.Error ? "error" : "warning";

    private static string Generators([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "generators"));
}
