namespace SidekiqCluster.Snapshots;

/// <summary>Makes the snapshots of one source, each out of the one before. For one caller at a time.</summary>
internal interface ISourceRefresh
{
    /// <summary>How often the source was read in full.</summary>
    int FullReads { get; }

    /// <summary>The memory that is kept beside the views.</summary>
    long AllocatedBytes { get; }

    /// <summary>
    /// The source as it stands at a moment during the call: the same view when nothing changed, else a new one, which the
    /// caller holds.
    /// </summary>
    /// <param name="current">The newest view; null when there is none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SnapshotUnstableException">Others changed the source too much while it was read.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<SnapshotView> RefreshAsync(SnapshotView? current, CancellationToken cancellationToken);

    /// <summary>
    /// The view without a job that was taken out of the source since: a new one, which the caller holds, or the same when it
    /// is not in it; null when only a refresh can tell.
    /// </summary>
    SnapshotView? Remove(SnapshotView current, ReadOnlyMemory<byte> raw);
}
