using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SidekiqCluster.Generators.Tests;

/// <summary>What MSBuild tells the generator: the build's properties, and that the test's files are worker files.</summary>
internal sealed class TestOptions(TestFile[] files, IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptionsProvider
{
    private static readonly Values Worker = new(ImmutableDictionary<string, string>.Empty
        .Add("build_metadata.AdditionalFiles.SidekiqWorkers", "true"));

    private static readonly Values None = new(ImmutableDictionary<string, string>.Empty);

    public override AnalyzerConfigOptions GlobalOptions { get; } =
        new Values(properties.ToDictionary(one => "build_property." + one.Key, one => one.Value));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => None;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        files.Any(file => file.Path == textFile.Path) ? Worker : None;

    private sealed class Values(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
