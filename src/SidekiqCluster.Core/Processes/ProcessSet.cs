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
    public Task<IReadOnlyList<SidekiqProcess>> ListAsync(CancellationToken cancellationToken = default) =>
        Read(cancellationToken).ListAsync();

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
    public Task<ProcessSummary> GetSummaryAsync(CancellationToken cancellationToken = default) =>
        Read(cancellationToken).GetSummaryAsync();

    /// <inheritdoc/>
    public Task<string?> GetLeaderAsync(CancellationToken cancellationToken = default) =>
        ProcessReading.AskLeaderAsync(_connection, cancellationToken);

    private ProcessReading Read(CancellationToken cancellationToken) =>
        ProcessReading.Ask(_connection, ProcessReading.Hashes(_connection), cancellationToken);
}
