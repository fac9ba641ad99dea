using SidekiqCluster.Iterations;
using SidekiqCluster.Operations;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>How far iterable jobs have come (Sidekiq 7.3 and newer).</summary>
public sealed class IterationSet
{
    private static readonly TimeSpan StateLifetime = TimeSpan.FromDays(30);

    private readonly ShardConnection _connection;
    private readonly ShardTimestamps _versions;

    internal IterationSet(ShardConnection connection, ShardTimestamps versions)
    {
        _connection = connection;
        _versions = versions;
    }

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

    /// <summary>
    /// Cancels a job: it ends at its next step, or as soon as it starts. Works for a job that nobody knows yet, and holds for
    /// 30 days. One round trip, and at most every ten seconds two more for the versions of the processes.
    /// </summary>
    /// <returns>When the job was first cancelled, which is the present unless somebody was faster.</returns>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good; cancelling again is harmless.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
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
