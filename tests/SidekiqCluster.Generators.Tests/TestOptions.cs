using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SidekiqCluster.Generators.Tests;

/// <summary>What MSBuild tells the generator: the build's properties, and that the test's files are worker files.</summary>
internal sealed class TestOptions(TestFile[] files, IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptionsProvider
{
    private static readonly Values s_worker = new(ImmutableDictionary<string, string>.Empty
        .Add("build_metadata.AdditionalFiles.SidekiqWorkers", "true"));

    private static readonly Values s_none = new(ImmutableDictionary<string, string>.Empty);

    public override AnalyzerConfigOptions GlobalOptions { get; } =
        new Values(properties.ToDictionary(one => "build_property." + one.Key, one => one.Value));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => s_none;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        files.Any(file => file.Path == textFile.Path) ? s_worker : s_none;

    private sealed class Values(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
