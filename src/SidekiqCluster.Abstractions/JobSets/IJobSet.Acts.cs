namespace SidekiqCluster;

/// <content>What changes the set. Each act is one script, settled by its receipt when a reply is lost.</content>
public partial interface IJobSet
{
    /// <summary>Removes all jobs at once; O(1) for whoever else asks Redis. One round trip.</summary>
    /// <returns>How many jobs were removed.</returns>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    Task<long> ClearAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes one entry, addressed by its bytes. One round trip.</summary>
    /// <returns>Whether it was still there.</returns>
    /// <exception cref="ArgumentException">The entry is of another set or shard.</exception>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    Task<bool> DeleteAsync(SortedEntry entry, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes the entry with this score and id, as Ruby does; the first by its bytes when there are several. Two round
    /// trips.
    /// </summary>
    /// <param name="score">Epoch seconds, compared as a number.</param>
    /// <param name="jid">The job's id.</param>
    /// <param name="cancellationToken">Gives up before anything is sent.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentException">The score is NaN.</exception>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    Task<bool> DeleteAsync(double score, string jid, CancellationToken cancellationToken = default);

    /// <summary>Gives one entry another time; its bytes do not change. One round trip.</summary>
    /// <returns>Whether it was still there.</returns>
    /// <exception cref="ArgumentException">The entry is of another set or shard, or the time is in the past.</exception>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    Task<bool> RescheduleAsync(SortedEntry entry, DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>Puts one entry into its queue as it is, as the scheduler would.</summary>
    /// <inheritdoc cref="IJobOperations.AddToQueueAsync"/>
    Task<OperationResult> AddToQueueAsync(SortedEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Puts one entry back into its queue with one retry less counted.</summary>
    /// <inheritdoc cref="AddToQueueAsync(SortedEntry, CancellationToken)"/>
    Task<OperationResult> RetryAsync(SortedEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Moves one entry to the dead set.</summary>
    /// <inheritdoc cref="AddToQueueAsync(SortedEntry, CancellationToken)"/>
    Task<OperationResult> KillAsync(SortedEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Puts entries back into their queues with one retry less counted; malformed ones are refused and stay.</summary>
    /// <param name="filter">Which entries; null for all.</param>
    /// <param name="options">How; null for <see cref="OperationOptions.Default"/>.</param>
    /// <param name="cancellationToken">Ends the work between two chunks; what was done stays done.</param>
    /// <inheritdoc cref="IJobOperations.AddToQueueAsync"/>
    Task<OperationResult> RetryAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Puts entries into their queues as they are; malformed ones are refused and stay.</summary>
    /// <inheritdoc cref="RetryAllAsync"/>
    Task<OperationResult> AddToQueueAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Moves entries to the dead set, malformed ones too.</summary>
    /// <inheritdoc cref="RetryAllAsync"/>
    Task<OperationResult> KillAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Removes entries for good, malformed ones too. To remove all, <see cref="ClearAsync"/> is faster.</summary>
    /// <inheritdoc cref="RetryAllAsync"/>
    Task<OperationResult> DeleteAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default);
}
