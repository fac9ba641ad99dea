namespace SidekiqCluster;

/// <summary>The jobs in flight of all shards.</summary>
public interface IFleetWorkSet
{
    /// <summary>The jobs in flight, by shard, as of the processes' last heartbeats. Reads every process, on every shard.</summary>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<IReadOnlyList<Work>>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>The jobs in flight with this id.</summary>
    /// <inheritdoc cref="ListAsync"/>
    Task<FleetAnswer<IReadOnlyList<Work>>> FindWorkAsync(string jid, CancellationToken cancellationToken = default);
}
