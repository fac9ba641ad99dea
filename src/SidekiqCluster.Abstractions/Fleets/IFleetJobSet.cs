namespace SidekiqCluster;

/// <summary>The scheduled, retry or dead sets of all shards.</summary>
public partial interface IFleetJobSet
{
    /// <summary>Which set of each shard.</summary>
    JobSource Source { get; }

    /// <summary>The entries of one class with typed arguments; see <see cref="ISidekiqFleet.Jobs{T}"/>.</summary>
    /// <typeparam name="T">The record of the class's arguments.</typeparam>
    TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T>;

    /// <summary>Jobs in all shards together.</summary>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<long>> GetSizeAsync(CancellationToken cancellationToken = default);

    /// <summary>The first entry with this id of each shard that has one.</summary>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<IReadOnlyList<SortedEntry>>> FindJobAsync(string jid, CancellationToken cancellationToken = default);
}
