using SidekiqCluster.Processes;
using SidekiqCluster.Redis;
using SidekiqCluster.TypedJobs;
using StackExchange.Redis;

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
    /// that cannot be read are listed with a malformed job. One round trip for the processes, one more for every 250.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<IReadOnlyList<Work>> ListAsync(CancellationToken cancellationToken = default)
    {
        var keys = _connection.Keys;
        var members = await _connection.ReadMembersAsync(keys.Processes, cancellationToken).ConfigureAwait(false);

        // A process writes one of the two hashes, by its version. Should a thread be in both, the newer kind counts.
        (string Identity, RedisKey Key)[] sources =
        [
            .. members.Select(member => (string)member!)
                .SelectMany(identity => new[] { (identity, keys.Work(identity)), (identity, keys.Workers(identity)) }),
        ];
        var hashes = await _connection.ReadEachAsync(
            [.. sources.Select(source => source.Key)],
            (database, flags, key) => database.HashGetAllAsync(key, flags),
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. sources.Zip(hashes, (source, hash) => hash.Select(entry => WorkReply.Read(
                    _connection.Shard, source.Identity, (string)entry.Name!, (byte[])entry.Value!)))
                .SelectMany(work => work)
                .DistinctBy(work => (work.ProcessIdentity, work.ThreadId))
                .OrderBy(item => item.RunAt ?? DateTimeOffset.MaxValue)
                .ThenBy(item => item.ProcessIdentity, StringComparer.Ordinal)
                .ThenBy(item => item.ThreadId, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// The jobs of one class in flight, with typed arguments, as <see cref="ListAsync"/> finds them when the query is run. They are
    /// in no list, so every act refuses them.
    /// </summary>
    /// <typeparam name="T">The record of the class's arguments.</typeparam>
    public TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T> => ShardJobSource.QueryWork<T>(_connection);

    /// <summary>
    /// Counts the jobs in flight as the processes count them, which need not be what <see cref="ListAsync"/> finds.
    /// One round trip for the processes, one more for every 500.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<long> CountAsync(CancellationToken cancellationToken = default) =>
        (await Heartbeats.ReadAsync(_connection, cancellationToken).ConfigureAwait(false)).Busy;

    /// <summary>Finds the oldest job in flight of this id; null when there is none. Costs a <see cref="ListAsync"/>.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<Work?> FindWorkAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        var all = await ListAsync(cancellationToken).ConfigureAwait(false);
        return all.FirstOrDefault(work => work.Job.Jid == jid);
    }
}
