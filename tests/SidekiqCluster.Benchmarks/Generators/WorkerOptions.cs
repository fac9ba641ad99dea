using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SidekiqCluster.Benchmarks.Generators;

/// <summary>What MSBuild tells the generator: that all files are worker files.</summary>
internal sealed class WorkerOptions : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values();

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Values : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key switch
            {
                "build_metadata.AdditionalFiles.SidekiqWorkers" => "true",
                "build_property.RootNamespace" => "Shop",
                "build_property.ProjectDir" => "/src/client/",
                _ => null,
            };
            return value is not null;
        }
    }
}
