using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>The totals of a shard and their history by day.</summary>
public sealed class StatsReader
{
    private readonly ShardConnection _connection;

    internal StatsReader(ShardConnection connection) => _connection = connection;

    /// <summary>
    /// Reads the totals. The fast half is one round trip; the slow half walks the queues and processes in three more,
    /// and costs one command for each of them.
    /// </summary>
    /// <param name="includeSlowHalf">
    /// Whether <see cref="StatsSnapshot.Enqueued"/> and <see cref="StatsSnapshot.Busy"/> are read, and the dead left out of
    /// <see cref="StatsSnapshot.Processes"/>.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<StatsSnapshot> GetAsync(bool includeSlowHalf = true, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(_connection.Shard);

    /// <summary>Reads what was processed and what failed per UTC day, days without work included. One round trip.</summary>
    /// <param name="newestDay">The day to count back from; null for today, UTC, by the shard's clock.</param>
    /// <param name="days">How many days, the newest included: 1 to 1825, as Sidekiq keeps five years.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is outside its range.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<StatsHistory> GetHistoryAsync(
        DateOnly? newestDay = null, int days = 30, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(_connection.Shard);
}
