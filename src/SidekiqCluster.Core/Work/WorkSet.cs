using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>
/// The jobs in flight, as of the last heartbeats of the processes that run them: up to ten seconds old, and blind to
/// jobs that came and went between two heartbeats.
/// </summary>
public sealed class WorkSet
{
    private readonly ShardConnection _connection;

    internal WorkSet(ShardConnection connection) => _connection = connection;

    /// <summary>
    /// Reads all jobs in flight, oldest first, then by process and thread; those without a start time last. Entries
    /// that cannot be read are listed with a malformed job. Two round trips per 500 processes.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<IReadOnlyList<Work>> ListAsync(CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(_connection.Shard);

    /// <summary>
    /// Counts the jobs in flight as the processes count them, which need not be what <see cref="ListAsync"/> finds.
    /// Two round trips per 500 processes.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<long> CountAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException(_connection.Shard);

    /// <summary>Finds the oldest job in flight of this id; null when there is none. Costs a <see cref="ListAsync"/>.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<Work?> FindWorkAsync(string jid, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(_connection.Shard);
}
