namespace SidekiqCluster;

public partial interface IFleetProcessSet
{
    /// <summary>Tells all processes to take no new jobs, at their next heartbeats.</summary>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are.</exception>
    Task<FleetAnswer<IReadOnlyList<ProcessSignal>>> QuietAllAsync(CancellationToken cancellationToken = default);

    /// <summary>Tells all processes to shut down, at their next heartbeats.</summary>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are.</exception>
    Task<FleetAnswer<IReadOnlyList<ProcessSignal>>> StopAllAsync(CancellationToken cancellationToken = default);

    /// <summary>Tells all processes to log what their threads do, at their next heartbeats.</summary>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are.</exception>
    Task<FleetAnswer<IReadOnlyList<ProcessSignal>>> DumpThreadsAllAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes the traces of dead processes; answers of how many.</summary>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are.</exception>
    Task<FleetAnswer<long>> PruneAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until no process of any shard takes new jobs, all shards answering, looking once a second; whether it was within
    /// the time.
    /// </summary>
    /// <param name="timeout">How long to wait; zero looks once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are.</exception>
    Task<bool> WaitUntilQuietAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until no process of any shard lives, all shards answering, looking once a second; whether it was within the time.
    /// </summary>
    /// <inheritdoc cref="WaitUntilQuietAsync" path="/param"/>
    /// <inheritdoc cref="WaitUntilQuietAsync" path="/exception"/>
    Task<bool> WaitUntilGoneAsync(TimeSpan timeout, CancellationToken cancellationToken = default);
}
