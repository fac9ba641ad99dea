namespace SidekiqCluster;

/// <summary>The Sidekiq processes of all shards.</summary>
public partial interface IFleetProcessSet
{
    /// <summary>The living processes, by shard and identity.</summary>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<IReadOnlyList<SidekiqProcess>>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// How many processes and threads there are, how many are busy, and what they weigh. Each shard has a leader of its own,
    /// told in its part; the whole has one only where one shard alone is asked.
    /// </summary>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<ProcessSummary>> GetSummaryAsync(CancellationToken cancellationToken = default);
}
