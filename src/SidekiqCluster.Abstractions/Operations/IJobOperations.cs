namespace SidekiqCluster;

/// <summary>
/// Acts on the jobs of a shard: on records that were read before, or on all that match a filter. A job is addressed by
/// its bytes and its place, never by score or jid, and each act on it is one script: it is where it was or where it goes,
/// never both, never neither. Jobs go in chunks of at most a hundred; a run that ends half-way can be run again.
/// </summary>
/// <remarks>
/// When a reply is lost, a receipt that the script left in Redis (<c>sidekiq-cluster:receipt:*</c>, ten minutes) tells
/// what was done; only when the server stays away for half a minute are jobs reported as unknown. Death handlers,
/// middleware and uniqueness locks live in Ruby processes and take no part.
/// </remarks>
public interface IJobOperations
{
    /// <summary>Removes jobs for good; malformed ones too. Of equal copies in a queue, the ones nearest the tail.</summary>
    /// <param name="jobs">Which jobs.</param>
    /// <param name="options">How; null for <see cref="OperationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the work between two chunks; what was done stays done.</param>
    /// <exception cref="SidekiqClusterException">
    /// The jobs could not be read; <see cref="SidekiqClusterException.Result"/> tells what was done until then.
    /// </exception>
    /// <exception cref="JobOperationCanceledException">The token was cancelled; it tells what was done until then.</exception>
    Task<OperationResult> DeleteAsync(
        JobSelection jobs, OperationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts jobs of sets back into their queues with one retry less counted, as Ruby does: 0 becomes −1.
    /// Malformed jobs and jobs in queues are refused.
    /// </summary>
    /// <inheritdoc cref="DeleteAsync"/>
    Task<OperationResult> RetryAsync(
        JobSelection jobs, OperationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Retries jobs of sets not all at once: each goes into the retry set, with one retry less counted, and from there
    /// into its queue at a random time within a span from now on. Malformed jobs and jobs in queues are refused.
    /// </summary>
    /// <param name="jobs">Which jobs.</param>
    /// <param name="spread">The span; zero puts them into their queues at once.</param>
    /// <param name="options">How; null for <see cref="OperationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the work between two chunks; what was done stays done.</param>
    /// <inheritdoc cref="DeleteAsync"/>
    /// <exception cref="ArgumentOutOfRangeException">The span is negative, or ends after the year 9999.</exception>
    Task<OperationResult> RetryAsync(
        JobSelection jobs, TimeSpan spread, OperationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Puts jobs of sets into their queues as they are, as the scheduler would. Malformed jobs and jobs in
    /// queues are refused.</summary>
    /// <inheritdoc cref="DeleteAsync"/>
    Task<OperationResult> AddToQueueAsync(
        JobSelection jobs, OperationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves jobs to the dead set; malformed ones too. It never trims the set: Ruby's trim can throw away what was just
    /// killed. Workers will trim it at their next death when it is over their limits; a warning says so when it is over
    /// Sidekiq's own. Jobs of equal bytes are one member of the set, so equal copies of a queue become one.
    /// </summary>
    /// <inheritdoc cref="DeleteAsync"/>
    Task<OperationResult> KillAsync(
        JobSelection jobs, OperationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Gives jobs of sets another time; their bytes do not change.</summary>
    /// <param name="jobs">Which jobs.</param>
    /// <param name="at">The new time; not in the past.</param>
    /// <param name="spread">The span after it over which the jobs are spread at random; zero for none.</param>
    /// <param name="options">How; null for <see cref="OperationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the work between two chunks; what was done stays done.</param>
    /// <inheritdoc cref="DeleteAsync"/>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The time is in the past, or the span negative, or it ends after the year 9999.
    /// </exception>
    Task<OperationResult> RescheduleAsync(
        JobSelection jobs,
        DateTimeOffset at,
        TimeSpan spread = default,
        OperationOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves jobs to the end of the line of another queue, which they then name as theirs. Malformed jobs and jobs of
    /// that queue are refused.
    /// </summary>
    /// <param name="jobs">Which jobs.</param>
    /// <param name="queue">The queue's name: not empty, without control characters, no private queue of super_fetch.</param>
    /// <param name="options">How; null for <see cref="OperationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the work between two chunks; what was done stays done.</param>
    /// <inheritdoc cref="DeleteAsync"/>
    Task<OperationResult> MoveAsync(
        JobSelection jobs, string queue, OperationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts deleted jobs back: into their set with their score, where one that is there keeps its score; into their queue,
    /// which is listed again, before all that waits there, in their order: the first of them runs next. Those that stand
    /// there already are refused, so that running it twice doubles none: of equal jobs in a queue, as many are put back as
    /// were saved more than wait. One that has run or was moved since is not there, and is put back again. Reads each queue once.
    /// </summary>
    /// <param name="jobs">The jobs, of a queue the next to run first, as they are saved when its jobs are chosen by a filter.</param>
    /// <param name="options">How; null for <see cref="OperationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the work between two chunks; what was done stays done.</param>
    /// <inheritdoc cref="DeleteAsync"/>
    Task<OperationResult> RestoreAsync(
        IEnumerable<SavedJob> jobs, OperationOptions? options = null, CancellationToken cancellationToken = default);
}
