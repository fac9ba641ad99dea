namespace SidekiqCluster.Passes;

/// <summary>Where an earlier pass over a sorted set ended.</summary>
/// <param name="Last">The member that was read last; only those behind it in the order of the pass are of interest.</param>
/// <param name="Rank">About where the next one stands.</param>
internal sealed record SetStart(RawEntry Last, long Rank);
