using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SidekiqCluster.Generators.Emission;
using SidekiqCluster.Generators.Parsing;

namespace SidekiqCluster.Generators;

/// <summary>Adds reader, writer and schema to the records that stand for Ruby worker classes.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SidekiqJobGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "SidekiqCluster.SidekiqJobAttribute",
                predicate: static (node, _) => node is TypeDeclarationSyntax,
                transform: static (job, ct) => JobParser.Parse(job, ct))
            .WithTrackingName(TrackingNames.ParsedJobs);

        var jobs = parsed
            .Collect()
            .SelectMany(static (all, _) => Files.Name(all.Select(static one => one.Job)))
            .WithTrackingName(TrackingNames.Jobs);

        var diagnostics = parsed
            .SelectMany(static (one, _) => one.Diagnostics)
            .WithTrackingName(TrackingNames.Diagnostics);

        var duplicates = parsed
            .Collect()
            .SelectMany(static (all, _) => Duplicates.Find(all))
            .WithTrackingName(TrackingNames.Duplicates);

        context.RegisterSourceOutput(jobs, static (output, job) => JobEmitter.Emit(output, job));
        context.RegisterSourceOutput(diagnostics, static (output, one) => output.ReportDiagnostic(one.ToDiagnostic()));
        context.RegisterSourceOutput(duplicates, static (output, one) => output.ReportDiagnostic(one.ToDiagnostic()));
    }
}
