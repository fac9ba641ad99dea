namespace SidekiqCluster.Snapshots;

/// <summary>What became of a list since a snapshot was taken of it, when only its ends moved.</summary>
/// <param name="Pushed">Entries that are new at the head.</param>
/// <param name="Popped">Entries of the snapshot that are gone from its tail.</param>
/// <param name="Requeued">Entries that are new at the tail.</param>
internal readonly record struct ListShift(int Pushed, int Popped, int Requeued);
