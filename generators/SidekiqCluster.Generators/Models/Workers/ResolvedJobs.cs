namespace SidekiqCluster.Generators.Models.Workers;

/// <summary>What came of all worker files together.</summary>
internal sealed record ResolvedJobs(EquatableArray<JobModel> Jobs, EquatableArray<DiagnosticInfo> Diagnostics);
