namespace SidekiqCluster;

/// <summary>
/// The living processes of a shard, as of their last heartbeats (up to ten seconds old). A process is alive when it is
/// registered and its record has not expired; the registered dead, which Ruby counts until it prunes them, are left out.
/// </summary>
public partial interface IProcessSet
{
    /// <summary>
    /// Reads all living processes, by identity. One round trip for the identities, one more for every 500.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<IReadOnlyList<SidekiqProcess>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads one process; null when it is not alive. Two round trips.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<SidekiqProcess?> GetAsync(string identity, CancellationToken cancellationToken = default);

    /// <summary>Counts the living processes. One round trip for the identities, one more for every 500.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<long> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads what all living processes are together. Costs a <see cref="ListAsync"/>.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<ProcessSummary> GetSummaryAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the identity of Sidekiq Enterprise's leader; null when there is none. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<string?> GetLeaderAsync(CancellationToken cancellationToken = default);
}
