namespace SidekiqCluster;

/// <summary>What became of a signal to a process.</summary>
/// <param name="Identity">The process.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it failed or is unknown; null for every other outcome.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.ProcessSignal")]
public sealed record ProcessSignal(string Identity, ProcessSignalOutcome Outcome, string? Reason = null);
