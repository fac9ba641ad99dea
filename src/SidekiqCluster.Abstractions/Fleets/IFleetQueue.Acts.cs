namespace SidekiqCluster;

public partial interface IFleetQueue
{
    /// <summary>Removes one job from the queue of its shard; whether it was still there.</summary>
    /// <exception cref="ArgumentException">The job is of another queue.</exception>
    /// <exception cref="SidekiqClusterException">It was refused, or nobody knows what became of it.</exception>
    Task<bool> DeleteAsync(JobRecord job, CancellationToken cancellationToken = default);

    /// <summary>Removes the jobs with this id.</summary>
    /// <inheritdoc cref="IJobQueue.DeleteJobAsync"/>
    Task<OperationResult> DeleteJobAsync(string jid, CancellationToken cancellationToken = default);

    /// <summary>Removes all jobs of a class.</summary>
    /// <inheritdoc cref="IJobQueue.DeleteByClassAsync"/>
    Task<OperationResult> DeleteByClassAsync(string @class, CancellationToken cancellationToken = default);

    /// <summary>Removes all jobs of all shards; answers how many there were.</summary>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are.</exception>
    Task<FleetAnswer<long>> ClearAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Pauses the queue in every shard that has it; whether it was not paused before in any. Shards without the queue have no
    /// part in the answer.
    /// </summary>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are.</exception>
    Task<FleetAnswer<bool>> PauseAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends the pause in every shard, also where the queue is gone meanwhile; whether it was paused before in any.</summary>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are.</exception>
    Task<FleetAnswer<bool>> UnpauseAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until the queue is empty in all shards, all of them answering, looking once a second; whether it was within the time.
    /// </summary>
    /// <param name="timeout">How long to wait; zero looks once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are.</exception>
    Task<bool> WaitUntilEmptyAsync(TimeSpan timeout, CancellationToken cancellationToken = default);
}
