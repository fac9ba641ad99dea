namespace SidekiqCluster;

/// <content>Signals to processes, waiting for what they do, and clearing away the dead.</content>
public partial interface IProcessSet
{
    /// <summary>
    /// Tells a process to take no more jobs. It looks for signals once per heartbeat and takes one at a time; a signal
    /// that it does not take within a minute is lost. One round trip.
    /// </summary>
    /// <param name="identity">The process.</param>
    /// <param name="cancellationToken">Gives up before anything is sent.</param>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good; signalling again is harmless.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was sent.</exception>
    Task<ProcessSignalOutcome> QuietAsync(string identity, CancellationToken cancellationToken = default);

    /// <summary>Tells a process to stop: to finish its jobs within its time limit, and give back the rest.</summary>
    /// <inheritdoc cref="QuietAsync"/>
    Task<ProcessSignalOutcome> StopAsync(string identity, CancellationToken cancellationToken = default);

    /// <summary>Tells a process to write the backtraces of its threads to its log.</summary>
    /// <inheritdoc cref="QuietAsync"/>
    Task<ProcessSignalOutcome> DumpThreadsAsync(string identity, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells every living process to take no more jobs, one after the other; by identity. One that cannot be told does
    /// not keep the others from being told.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The processes could not be read; nothing was sent.</exception>
    Task<IReadOnlyList<ProcessSignal>> QuietAllAsync(CancellationToken cancellationToken = default);

    /// <summary>Tells every living process to stop.</summary>
    /// <inheritdoc cref="QuietAllAsync"/>
    Task<IReadOnlyList<ProcessSignal>> StopAllAsync(CancellationToken cancellationToken = default);

    /// <summary>Tells every living process to write the backtraces of its threads to its log.</summary>
    /// <inheritdoc cref="QuietAllAsync"/>
    Task<IReadOnlyList<ProcessSignal>> DumpThreadsAllAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes processes off the list whose record has expired, unless somebody has done so within the last minute, as
    /// Sidekiq 6.5.2 and newer do by themselves. Two round trips and one for every 500 processes.
    /// </summary>
    /// <returns>How many were taken off; 0 when somebody else has just done so.</returns>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    Task<long> PruneAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits until a process has become quiet or is gone; asks once a second.</summary>
    /// <param name="identity">The process.</param>
    /// <param name="timeout">How long to wait at most; zero to ask once.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether it takes no more jobs; false when the time was over first.</returns>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<bool> WaitUntilQuietAsync(
        string identity, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Waits until a process is gone: it has signed off, or its record has expired. Asks once a second.</summary>
    /// <inheritdoc cref="WaitUntilQuietAsync"/>
    /// <returns>Whether it is gone; false when the time was over first.</returns>
    Task<bool> WaitUntilGoneAsync(
        string identity, TimeSpan timeout, CancellationToken cancellationToken = default);
}
