using SidekiqCluster.Processes;
using SidekiqCluster.Redis;
using SidekiqCluster.TypedJobs;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <summary>The jobs in flight, out of the hashes that the processes write.</summary>
internal sealed class WorkSet : IWorkSet
{
    private readonly ShardConnection _connection;

    internal WorkSet(ShardConnection connection) => _connection = connection;

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T> => ShardJobSource.QueryWork<T>(_connection);

    /// <inheritdoc/>
    public async Task<long> CountAsync(CancellationToken cancellationToken = default) =>
        (await Heartbeats.ReadAsync(_connection, cancellationToken).ConfigureAwait(false)).Busy;

    /// <inheritdoc/>
    public async Task<Work?> FindWorkAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        var all = await ListAsync(cancellationToken).ConfigureAwait(false);
        return all.FirstOrDefault(work => work.Job.Jid == jid);
    }
}
