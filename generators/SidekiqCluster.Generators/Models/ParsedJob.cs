namespace SidekiqCluster.Generators.Models;

/// <summary>What the parser made of one attribute: a job, unless something stands in the way of it.</summary>
internal sealed record ParsedJob(JobModel? Job, LocationInfo? Location, EquatableArray<DiagnosticInfo> Diagnostics);
