using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>How far iterable jobs have come (Sidekiq 7.3 and newer).</summary>
public sealed class IterationSet
{
    private readonly ShardConnection _connection;

    internal IterationSet(ShardConnection connection) => _connection = connection;

    /// <summary>Reads a job's state; null when it has none. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<IterationState?> GetAsync(string jid, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(_connection.Shard);

    /// <summary>Reads the states of several jobs; jobs that have none are left out. One round trip per 500 jobs.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<IReadOnlyDictionary<string, IterationState>> GetManyAsync(
        IEnumerable<string> jids, CancellationToken cancellationToken = default) => throw new NotImplementedException(_connection.Shard);
}
