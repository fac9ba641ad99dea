using SidekiqCluster.Iterations;
using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>How far iterable jobs have come (Sidekiq 7.3 and newer).</summary>
public sealed class IterationSet
{
    private readonly ShardConnection _connection;

    internal IterationSet(ShardConnection connection) => _connection = connection;

    /// <summary>Reads a job's state; null when it has none. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<IterationState?> GetAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        return (await GetManyAsync([jid], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(jid);
    }

    /// <summary>
    /// Reads the states of several jobs by id; jobs that have none are left out, and so are repeated ids. One round trip
    /// per 500 jobs.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<IReadOnlyDictionary<string, IterationState>> GetManyAsync(
        IEnumerable<string> jids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jids);
        string[] distinct = [.. jids.Distinct(StringComparer.Ordinal)];
        var hashes = await _connection.ReadEachAsync(
            [.. distinct.Select(_connection.Keys.Iteration)],
            (database, flags, key) => database.HashGetAllAsync(key, flags),
            cancellationToken).ConfigureAwait(false);
        return distinct.Zip(hashes, IterationReply.Read)
            .OfType<IterationState>()
            .ToDictionary(state => state.Jid, StringComparer.Ordinal);
    }
}
