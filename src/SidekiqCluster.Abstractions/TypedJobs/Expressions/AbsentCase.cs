namespace SidekiqCluster.TypedJobs;

/// <summary>Jobs that lack a value, or what it stands in, so that the record has a default there.</summary>
/// <param name="Filter">Those jobs.</param>
/// <param name="Value">What the lambda then sees.</param>
/// <param name="Throws">Whether it throws instead.</param>
internal readonly record struct AbsentCase(JobFilter Filter, object? Value, bool Throws);
