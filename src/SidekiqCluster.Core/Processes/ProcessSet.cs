using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>
/// The living processes of a shard, as of their last heartbeats (up to ten seconds old). A process is alive when it is
/// registered and its record has not expired; the registered dead, which Ruby counts until it prunes them, are left out.
/// </summary>
public sealed class ProcessSet
{
    private readonly ShardConnection _connection;

    internal ProcessSet(ShardConnection connection) => _connection = connection;

    /// <summary>Reads all living processes, by identity. Two round trips per 500 processes.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<IReadOnlyList<SidekiqProcess>> ListAsync(CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(_connection.Shard);

    /// <summary>Reads one process; null when it is not alive. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<SidekiqProcess?> GetAsync(string identity, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(_connection.Shard);

    /// <summary>Counts the living processes. Two round trips per 500 processes.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<long> CountAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException(_connection.Shard);

    /// <summary>Reads what all living processes are together. Costs a <see cref="ListAsync"/>.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<ProcessSummary> GetSummaryAsync(CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(_connection.Shard);

    /// <summary>Reads the identity of Sidekiq Enterprise's leader; null when there is none. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<string?> GetLeaderAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException(_connection.Shard);
}
