using SidekiqCluster.Processes;
using SidekiqCluster.Redis;
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
    /// that cannot be read are listed with a malformed job. One round trip for the processes, one more for every 500.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<IReadOnlyList<Work>> ListAsync(CancellationToken cancellationToken = default)
    {
        var members = await _connection.ReadMembersAsync(_connection.Keys.Processes, cancellationToken).ConfigureAwait(false);
        var work = await _connection.ReadEachAsync(
            [.. members.Select(member => (string)member!)], ReadProcessAsync, cancellationToken).ConfigureAwait(false);
        return
        [
            .. work.SelectMany(ofProcess => ofProcess)
                .OrderBy(item => item.RunAt ?? DateTimeOffset.MaxValue)
                .ThenBy(item => item.ProcessIdentity, StringComparer.Ordinal)
                .ThenBy(item => item.ThreadId, StringComparer.Ordinal),
        ];
    }

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

    // A process writes one of the two hashes, by its version. Should a thread be in both, the newer kind counts.
    private async Task<IEnumerable<Work>> ReadProcessAsync(IDatabase database, CommandFlags flags, string identity)
    {
        var entries = await Task.WhenAll(
            database.HashGetAllAsync(_connection.Keys.Work(identity), flags),
            database.HashGetAllAsync(_connection.Keys.Workers(identity), flags)).ConfigureAwait(false);
        return entries
            .SelectMany(hash => hash)
            .DistinctBy(entry => entry.Name)
            .Select(entry => WorkReply.Read(_connection.Shard, identity, (string)entry.Name!, (byte[])entry.Value!));
    }
}
