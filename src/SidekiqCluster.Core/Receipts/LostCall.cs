namespace SidekiqCluster.Receipts;

/// <summary>What became of a call whose caller is lost.</summary>
/// <param name="Reply">What it replied; null when it was given up, and empty when the server ended it.</param>
/// <param name="IsFirst">Whether nobody had given it up before.</param>
internal readonly record struct LostCall(string? Reply, bool IsFirst);
