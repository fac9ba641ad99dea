namespace SidekiqCluster;

/// <summary>The jobs in flight of all shards.</summary>
public interface IFleetWorkSet
{
    /// <summary>The jobs in flight, by shard, as of the processes' last heartbeats. Reads every process, on every shard.</summary>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<IReadOnlyList<Work>>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The jobs of one class in flight, with typed arguments, by the time they were started, as they are found when the query is run.
    /// Reading ends with the error of a shard that does not answer. They are in no list, so every act refuses them.
    /// </summary>
    /// <typeparam name="T">The record of the class's arguments.</typeparam>
    TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T>;

    /// <summary>The jobs in flight with this id.</summary>
    /// <inheritdoc cref="ListAsync"/>
    Task<FleetAnswer<IReadOnlyList<Work>>> FindWorkAsync(string jid, CancellationToken cancellationToken = default);
}
