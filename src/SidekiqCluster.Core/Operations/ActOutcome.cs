namespace SidekiqCluster.Operations;

/// <summary>What became of one job, and why when it was not done.</summary>
internal readonly record struct ActOutcome(ActState State, string? Reason = null);
