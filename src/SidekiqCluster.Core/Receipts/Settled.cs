namespace SidekiqCluster.Receipts;

/// <summary>How a call ended that was followed up until it was settled.</summary>
/// <param name="Value">What the script replied; the default when there is an error.</param>
/// <param name="Error">Why there is no reply.</param>
/// <param name="MayBeDone">Whether the script may have run all the same.</param>
internal readonly record struct Settled<T>(T? Value, SidekiqClusterException? Error, bool MayBeDone);
