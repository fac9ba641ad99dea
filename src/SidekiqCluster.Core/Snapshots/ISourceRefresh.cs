using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>Makes the snapshots of one source, each out of the one before. For one caller at a time.</summary>
internal interface ISourceRefresh
{
    /// <summary>About the memory that a snapshot will take. Two round trips.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<long> EstimateAsync(CancellationToken cancellationToken);

    /// <summary>How often the source was read in full.</summary>
    int FullReads { get; }

    /// <summary>
    /// Whether the newest view is known to be exact. Else jobs may be missing, or shown that are gone, that others put in and took
    /// out since the view before.
    /// </summary>
    bool IsProven => true;

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
    /// The view without jobs that were taken out of the source since, given by their bytes: a new one, which the caller holds,
    /// or the same when none is in it; null when only a refresh can tell. O(n) however many there are.
    /// </summary>
    SnapshotView? Remove(SnapshotView current, IReadOnlyCollection<ReadOnlyMemory<byte>> payloads);

    /// <summary>Whether <see cref="Add"/> may be asked: else only a refresh tells where jobs stand that were put in.</summary>
    bool CanAdd { get; }

    /// <summary>
    /// The view with jobs that were put into the source since, or whose scores were changed: a new one, which the caller
    /// holds; null when only a refresh can tell where they stand.
    /// </summary>
    /// <param name="current">The view.</param>
    /// <param name="entries">The jobs in the order in which it was done; one may be there more than once.</param>
    SnapshotView? Add(SnapshotView current, IReadOnlyCollection<RawEntry> entries);
}
