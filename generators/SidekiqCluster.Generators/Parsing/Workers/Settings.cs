using Microsoft.CodeAnalysis.Diagnostics;
using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing.Workers;

/// <summary>Reads what MSBuild hands on.</summary>
internal static class Settings
{
    public static WorkerSettings Read(AnalyzerConfigOptions options) => new(
        Find(options, "build_property.SidekiqWorkersNamespace") ?? Find(options, "build_property.RootNamespace") ?? "",
        Find(options, "build_property.ProjectDir") ?? "",
        Find(options, "build_property.SidekiqWorkersFolder") ?? "");

    /// <summary>Whether a file was given as <c>&lt;SidekiqWorkers&gt;</c>.</summary>
    public static bool IsWorkerFile(AnalyzerConfigOptions options) =>
        Find(options, "build_metadata.AdditionalFiles.SidekiqWorkers") is "true";

    private static string? Find(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out var value) && value.Length > 0 ? value : null;
}
