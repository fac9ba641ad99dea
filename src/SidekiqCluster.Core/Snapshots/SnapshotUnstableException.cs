namespace SidekiqCluster.Snapshots;

/// <summary>
/// A source was changed so much while it was read that no snapshot of it could be proven; whoever asked reads it from
/// Redis by a pass instead.
/// </summary>
internal sealed class SnapshotUnstableException()
    : Exception("The source changes too much to be read at one moment; read it by a pass.");
