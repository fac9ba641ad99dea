using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SidekiqCluster.Generators.Emission;
using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;
using SidekiqCluster.Generators.Parsing;
using SidekiqCluster.Generators.Parsing.Workers;

namespace SidekiqCluster.Generators;

/// <summary>Gives Ruby worker classes records with reader, writer and schema.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SidekiqJobGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var written = FindRecords(context);
        var resolved = FindWorkers(context, written);

        var workers = resolved
            .SelectMany(static (all, _) => Files.Name(all.Jobs))
            .WithTrackingName(TrackingNames.Workers);

        var diagnostics = resolved
            .SelectMany(static (all, _) => all.Diagnostics)
            .WithTrackingName(TrackingNames.WorkerDiagnostics);

        context.RegisterSourceOutput(written, static (output, job) => JobEmitter.Emit(output, job));
        context.RegisterSourceOutput(workers, static (output, job) => JobEmitter.Emit(output, job));
        context.RegisterSourceOutput(diagnostics, static (output, one) => output.ReportDiagnostic(one.ToDiagnostic()));
    }

    /// <summary>The records with <c>[SidekiqJob]</c>.</summary>
    private static IncrementalValuesProvider<JobModel> FindRecords(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                "SidekiqCluster.SidekiqJobAttribute",
                predicate: static (node, _) => node is TypeDeclarationSyntax,
                transform: static (job, ct) => JobParser.Parse(job, ct))
            .WithTrackingName(TrackingNames.ParsedJobs);

        var diagnostics = parsed
            .SelectMany(static (one, _) => one.Diagnostics)
            .WithTrackingName(TrackingNames.Diagnostics);

        var duplicates = parsed
            .Collect()
            .SelectMany(static (all, _) => Duplicates.Find(all))
            .WithTrackingName(TrackingNames.Duplicates);

        context.RegisterSourceOutput(diagnostics, static (output, one) => output.ReportDiagnostic(one.ToDiagnostic()));
        context.RegisterSourceOutput(duplicates, static (output, one) => output.ReportDiagnostic(one.ToDiagnostic()));

        return parsed
            .Collect()
            .SelectMany(static (all, _) => Files.Name(all.Select(static one => one.Job)))
            .WithTrackingName(TrackingNames.Jobs);
    }

    /// <summary>The classes in Ruby, RBI, RBS and schema files.</summary>
    private static IncrementalValueProvider<ResolvedJobs> FindWorkers(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<JobModel> written)
    {
        var settings = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => Settings.Read(options.GlobalOptions))
            .WithTrackingName(TrackingNames.Settings);

        var files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static one => Settings.IsWorkerFile(one.Right.GetOptions(one.Left)))
            .Select(static (one, _) => one.Left)
            .WithTrackingName(TrackingNames.WorkerFiles)
            .Select(static (file, ct) => WorkerFileParser.Parse(file, ct))
            .WithTrackingName(TrackingNames.ParsedFiles);

        var fileDiagnostics = files
            .SelectMany(static (file, _) => file.Diagnostics)
            .WithTrackingName(TrackingNames.FileDiagnostics);

        context.RegisterSourceOutput(fileDiagnostics, static (output, one) => output.ReportDiagnostic(one.ToDiagnostic()));

        return files
            .Collect()
            .Combine(written.Collect())
            .Combine(settings)
            .Select(static (all, ct) => WorkerResolver.Resolve(all.Left.Left, all.Left.Right, all.Right, ct))
            .WithTrackingName(TrackingNames.Resolved);
    }
}
