using SidekiqCluster.Processes;
using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>The living processes, out of their heartbeats.</summary>
internal sealed partial class ProcessSet : IProcessSet
{
    private readonly ShardConnection _connection;

    internal ProcessSet(ShardConnection connection) => _connection = connection;

    private RedisKeys Keys => _connection.Keys;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SidekiqProcess>> ListAsync(CancellationToken cancellationToken = default) =>
        (await ReadAsync(cancellationToken).ConfigureAwait(false)).Processes;

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public async Task<long> CountAsync(CancellationToken cancellationToken = default) =>
        (await Heartbeats.ReadAsync(_connection, cancellationToken).ConfigureAwait(false)).Living;

    /// <inheritdoc/>
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

    /// <inheritdoc/>
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
