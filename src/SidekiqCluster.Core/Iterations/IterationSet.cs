using SidekiqCluster.Iterations;
using SidekiqCluster.Operations;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>The states, a hash each.</summary>
internal sealed class IterationSet : IIterationSet
{
    private static readonly TimeSpan StateLifetime = TimeSpan.FromDays(30);

    private readonly ShardConnection _connection;
    private readonly ShardTimestamps _versions;

    internal IterationSet(ShardConnection connection, ShardTimestamps versions)
    {
        _connection = connection;
        _versions = versions;
    }

    /// <inheritdoc/>
    public async Task<IterationState?> GetAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        return (await GetManyAsync([jid], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(jid);
    }

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public async Task<DateTimeOffset> CancelAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(jid);

        // Sidekiq 7.3 counts the 30 days anew whenever it writes; since 8.0 they are counted once.
        var countsOnce = await _versions.AreAllSidekiq8Async(cancellationToken).ConfigureAwait(false);
        var now = _connection.Clock.GetUtcNow();
        var first = await new ReceiptRunner(_connection).RunAsync(
            "Iterations/cancel",
            [_connection.Keys.Iteration(jid)],
            [now.ToUnixTimeSeconds(), (long)StateLifetime.TotalSeconds, countsOnce ? "once" : "always"],
            cancellationToken).ConfigureAwait(false);
        return LenientNumber.ToTime(first) ?? now;
    }
}
