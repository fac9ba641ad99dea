namespace SidekiqCluster.Snapshots;

/// <summary>What a snapshot will take, told from a sample.</summary>
internal static class SnapshotEstimate
{
    /// <summary>Entries of a sample.</summary>
    public const int Sample = 100;

    /// <summary>About the bytes that so many jobs take, a quarter of them for what is kept beside the payloads.</summary>
    public static long Of(long length, int sampled, long sampledBytes) =>
        sampled == 0 ? 0 : (long)(1.25 * sampledBytes / sampled * length);
}
