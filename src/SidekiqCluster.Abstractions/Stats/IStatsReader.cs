namespace SidekiqCluster;

/// <summary>The totals of a shard and their history by day.</summary>
public interface IStatsReader
{
    /// <summary>
    /// Reads the totals. The fast half is one round trip; the slow half walks the queues and processes, which takes
    /// two, one more for every 500 of them, and a command for each. The numbers are read one after another.
    /// </summary>
    /// <param name="includeSlowHalf">
    /// Whether <see cref="StatsSnapshot.Enqueued"/> and <see cref="StatsSnapshot.Busy"/> are read, and the dead left out of
    /// <see cref="StatsSnapshot.Processes"/>.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<StatsSnapshot> GetAsync(bool includeSlowHalf = true, CancellationToken cancellationToken = default);

    /// <summary>Reads what was processed and what failed per UTC day, days without work included. One round trip.</summary>
    /// <param name="newestDay">The day to count back from; null for today, UTC, by the shard's clock.</param>
    /// <param name="days">How many days, the newest included: 1 to 1825, as Sidekiq keeps five years.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="days"/> is outside its range, or reaches back before the year 1.
    /// </exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<StatsHistory> GetHistoryAsync(
        DateOnly? newestDay = null, int days = 30, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets all-time counters to zero, at once; those of days stay. What processes have counted since their last heartbeat
    /// is added afterwards. One round trip.
    /// </summary>
    /// <exception cref="ArgumentException">No counter is given, or one that there is not.</exception>
    /// <exception cref="OutcomeUnknownException">The reply was lost for good.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused; nothing was changed.</exception>
    Task ResetAsync(StatCounters counters, CancellationToken cancellationToken = default);
}
