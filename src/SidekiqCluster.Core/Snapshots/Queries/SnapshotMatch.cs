namespace SidekiqCluster.Snapshots;

/// <summary>A job of a view that a filter takes.</summary>
/// <param name="Distance">How far it is from where the order begins.</param>
/// <param name="Block">Where its bytes are.</param>
/// <param name="Row">Which row of the block.</param>
internal readonly record struct SnapshotMatch(int Distance, SnapshotBlock Block, int Row);
