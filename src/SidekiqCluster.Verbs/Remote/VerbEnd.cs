namespace SidekiqCluster.Verbs.Remote;

/// <summary>How a verb ended that was run for somebody.</summary>
/// <param name="ExitCode">How.</param>
/// <param name="Error">Why it gave no answer; null when it did.</param>
internal sealed record VerbEnd(ExitCode ExitCode, string? Error);
