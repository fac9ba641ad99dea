namespace SidekiqCluster;

/// <content>What changes the queue. Each act is one script, settled by its receipt when a reply is lost.</content>
public partial interface IJobQueue
{
    /// <summary>
    /// Removes all jobs and takes the queue off the list of queues, both at once; O(1) for whoever else asks Redis. A
    /// pause stays. One round trip.
    /// </summary>
    /// <returns>How many jobs were removed.</returns>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    Task<long> ClearAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the queue as paused, where Sidekiq Pro and every reader look; only Pro honours it. One round trip.
    /// </summary>
    /// <remarks>
    /// Pro also announces a pause to its processes, in a way that is not public. So the queue shows as paused everywhere,
    /// but running processes may go on taking its jobs until they are restarted.
    /// </remarks>
    /// <returns>Whether it was not paused before.</returns>
    /// <exception cref="ArgumentException">The queue's name is none that Sidekiq could use.</exception>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    Task<bool> PauseAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes the queue off the list of paused ones. One round trip.</summary>
    /// <remarks>As with a pause, running processes of Sidekiq Pro may not notice until they are restarted.</remarks>
    /// <returns>Whether it was paused before.</returns>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    Task<bool> UnpauseAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes one job, of equal copies the one nearest the tail. O(n): the server walks to its place.
    /// </summary>
    /// <returns>Whether it was still there.</returns>
    /// <exception cref="ArgumentException">The job is of another queue or shard.</exception>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    Task<bool> DeleteAsync(JobRecord job, CancellationToken cancellationToken = default);

    /// <summary>Removes the jobs with this id, as Sidekiq Pro does. Slow: reads the whole queue.</summary>
    /// <exception cref="SidekiqClusterException">The queue could not be read.</exception>
    /// <inheritdoc cref="IJobOperations.DeleteAsync"/>
    Task<OperationResult> DeleteJobAsync(string jid, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes the jobs of this class, as Sidekiq Pro does: the class that people see, unwrapped where an adapter's is
    /// stored. Slow: reads the whole queue.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The queue could not be read.</exception>
    /// <inheritdoc cref="IJobOperations.DeleteAsync"/>
    Task<OperationResult> DeleteByClassAsync(string @class, CancellationToken cancellationToken = default);
}
