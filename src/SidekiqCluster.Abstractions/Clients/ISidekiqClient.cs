namespace SidekiqCluster;

/// <summary>
/// Pushes new jobs. What could not run is refused before anything is sent, and what is sent is stored once: a script with
/// a receipt settles replies that get lost.
/// </summary>
/// <remarks>
/// No Ruby client middleware runs: whatever it would add or refuse (uniqueness locks, batches, CurrentAttributes, the
/// locale, encryption) is not added and not refused. Nor are the options of the Ruby class known, unless the push is
/// typed. Times are written in the unit that the oldest living process understands; the processes are asked for it at
/// most every ten seconds. The shard's options can name another unit.
/// </remarks>
public partial interface ISidekiqClient
{
    /// <summary>Pushes one job. One round trip, and two more for the processes every ten seconds.</summary>
    /// <param name="request">The job.</param>
    /// <param name="cancellationToken">
    /// Ends it before the job is sent. Afterwards it ends the waiting for a server that does not answer, at most half a
    /// minute: the job is unknown then.
    /// </param>
    /// <returns>The job's id.</returns>
    /// <exception cref="ArgumentException">The request breaks a rule; the message names it and the remedy.</exception>
    /// <exception cref="OutcomeUnknownException">The job was sent, and the shard did not tell whether it has it.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; the job is not there.</exception>
    Task<string> PushAsync(JobRequest request, CancellationToken cancellationToken = default);

    /// <summary>Pushes many jobs of one class, in slices that are stored whole or not at all.</summary>
    /// <remarks>
    /// A job that cannot be pushed keeps its slice from being sent, and the next one follows; after a slice that failed or
    /// is unknown, nothing more is sent. Cancelling ends it between two slices, and the result says so: it does not
    /// throw, since what was stored stays stored. When <see cref="BulkJobRequest.Jobs"/> itself throws, so does this, after
    /// the slices on their way have been told to <see cref="BulkPushOptions.Progress"/>. A few slices are on their way at
    /// a time; should one be repeated after a broken connection, later ones may come before it in the queue.
    /// </remarks>
    /// <param name="request">The jobs.</param>
    /// <param name="options">How; null for <see cref="BulkPushOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the push between two slices.</param>
    /// <returns>What became of each slice; nothing for no jobs.</returns>
    /// <exception cref="ArgumentException">What all jobs share breaks a rule; nothing was sent.</exception>
    /// <exception cref="SidekiqClusterException">The shard could not be asked before the first slice; nothing was sent.</exception>
    Task<BulkPushResult> PushBulkAsync(
        BulkJobRequest request, BulkPushOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Pushes many jobs of any classes, in slices that are stored whole or not at all.</summary>
    /// <inheritdoc cref="PushBulkAsync(BulkJobRequest, BulkPushOptions, CancellationToken)"/>
    Task<BulkPushResult> PushBulkAsync(
        IEnumerable<JobRequest> requests, BulkPushOptions? options = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="PushBulkAsync(IEnumerable{JobRequest}, BulkPushOptions, CancellationToken)"/>
    Task<BulkPushResult> PushBulkAsync(
        IAsyncEnumerable<JobRequest> requests, BulkPushOptions? options = null, CancellationToken cancellationToken = default);
}
