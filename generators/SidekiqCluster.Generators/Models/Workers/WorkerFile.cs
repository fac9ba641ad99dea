namespace SidekiqCluster.Generators.Models.Workers;

/// <summary>What a Ruby, RBI, RBS or schema file holds.</summary>
internal sealed record WorkerFile(string Path, EquatableArray<WorkerClass> Classes, EquatableArray<DiagnosticInfo> Diagnostics);
