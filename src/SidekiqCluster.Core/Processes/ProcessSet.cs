using SidekiqCluster.Processes;
using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>
/// The living processes of a shard, as of their last heartbeats (up to ten seconds old). A process is alive when it is
/// registered and its record has not expired; the registered dead, which Ruby counts until it prunes them, are left out.
/// </summary>
public sealed partial class ProcessSet
{
    private readonly ShardConnection _connection;

    internal ProcessSet(ShardConnection connection) => _connection = connection;

    private RedisKeys Keys => _connection.Keys;

    /// <summary>
    /// Reads all living processes, by identity. One round trip for the identities, one more for every 500.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<IReadOnlyList<SidekiqProcess>> ListAsync(CancellationToken cancellationToken = default) =>
        (await ReadAsync(cancellationToken).ConfigureAwait(false)).Processes;

    /// <summary>Reads one process; null when it is not alive. Two round trips.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<SidekiqProcess?> GetAsync(string identity, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        var leader = GetLeaderAsync(cancellationToken);
        var isMember = _connection.ReadAsync(
            Keys.Processes,
            (database, flags) => database.SetContainsAsync(Keys.Processes, identity, flags),
            cancellationToken);
        await Task.WhenAll(leader, isMember).ConfigureAwait(false);
        if (!await isMember.ConfigureAwait(false))
        {
            return null;
        }

        var hash = await _connection.ReadAsync(
            Keys.Process(identity),
            (database, flags) => database.HashGetAsync(Keys.Process(identity), ProcessReply.Fields, flags),
            cancellationToken).ConfigureAwait(false);
        return ProcessReply.Read(_connection.Shard, identity, hash, await leader.ConfigureAwait(false));
    }

    /// <summary>Counts the living processes. One round trip for the identities, one more for every 500.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<long> CountAsync(CancellationToken cancellationToken = default) =>
        (await Heartbeats.ReadAsync(_connection, cancellationToken).ConfigureAwait(false)).Living;

    /// <summary>Reads what all living processes are together. Costs a <see cref="ListAsync"/>.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<ProcessSummary> GetSummaryAsync(CancellationToken cancellationToken = default)
    {
        var (processes, leader) = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return processes.Aggregate(
            new ProcessSummary(processes.Count, 0, 0, 0, leader),
            (sum, process) => sum with
            {
                Concurrency = LenientNumber.Add(sum.Concurrency, process.Concurrency),
                Busy = LenientNumber.Add(sum.Busy, process.Busy),
                RssKilobytes = LenientNumber.Add(sum.RssKilobytes, process.RssKilobytes),
            });
    }

    /// <summary>Reads the identity of Sidekiq Enterprise's leader; null when there is none. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<string?> GetLeaderAsync(CancellationToken cancellationToken = default)
    {
        var leader = await _connection.ReadAsync(
            Keys.Leader, (database, flags) => database.StringGetAsync(Keys.Leader, flags), cancellationToken)
            .ConfigureAwait(false);
        return leader.IsNullOrEmpty ? null : (string?)leader;
    }

    private async Task<(IReadOnlyList<SidekiqProcess> Processes, string? Leader)> ReadAsync(CancellationToken cancellationToken)
    {
        var leader = GetLeaderAsync(cancellationToken);
        var members = _connection.ReadMembersAsync(Keys.Processes, cancellationToken);
        await Task.WhenAll(leader, members).ConfigureAwait(false);
        string[] identities = [.. (await members.ConfigureAwait(false)).Select(member => (string)member!)];
        var hashes = await _connection.ReadEachAsync(
            [.. identities.Select(Keys.Process)],
            (database, flags, key) => database.HashGetAsync(key, ProcessReply.Fields, flags),
            cancellationToken).ConfigureAwait(false);

        var leading = await leader.ConfigureAwait(false);
        var living = identities.Zip(hashes, (identity, hash) => ProcessReply.Read(_connection.Shard, identity, hash, leading));
        return ([.. living.OfType<SidekiqProcess>().OrderBy(process => process.Identity, StringComparer.Ordinal)], leading);
    }
}
