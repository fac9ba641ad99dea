namespace SidekiqCluster;

public partial interface IFleetJobSet
{
    /// <summary>Removes one entry from the set of its shard; whether it was still there.</summary>
    /// <inheritdoc cref="IJobSet.DeleteAsync(SortedEntry, CancellationToken)" path="/exception"/>
    Task<bool> DeleteAsync(SortedEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Gives one entry another time, on its shard; whether it was still there.</summary>
    /// <inheritdoc cref="IJobSet.RescheduleAsync" path="/exception"/>
    Task<bool> RescheduleAsync(SortedEntry entry, DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="IJobSet.AddToQueueAsync"/>
    Task<OperationResult> AddToQueueAsync(SortedEntry entry, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="IJobSet.RetryAsync"/>
    Task<OperationResult> RetryAsync(SortedEntry entry, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="IJobSet.KillAsync"/>
    Task<OperationResult> KillAsync(SortedEntry entry, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="IJobSet.RetryAllAsync"/>
    Task<OperationResult> RetryAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="IJobSet.AddToQueueAllAsync"/>
    Task<OperationResult> AddToQueueAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="IJobSet.KillAllAsync"/>
    Task<OperationResult> KillAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="IJobSet.DeleteAllAsync"/>
    Task<OperationResult> DeleteAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Removes all entries of all shards; answers how many there were.</summary>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are.</exception>
    Task<FleetAnswer<long>> ClearAsync(CancellationToken cancellationToken = default);
}
