namespace SidekiqCluster;

/// <summary>
/// The queues of a shard: those that Sidekiq lists in <c>queues</c>, and on request the lists that nobody registered.
/// </summary>
/// <remarks>
/// Queue names are free bytes; where they are not UTF-8 each wrong byte shows as U+FFFD, and size, latency and pause are
/// still those of the real queue, though it cannot be asked for by that name.
/// </remarks>
public interface IQueueSet
{
    /// <summary>The names, ordinally sorted. O(queues), a round trip per thousand.</summary>
    /// <param name="includeUnregistered">
    /// Whether to look for lists that are not in <c>queues</c>, private queues of super_fetch included. Slow: scans all
    /// keys of the database.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<IReadOnlyList<string>> ListAsync(
        bool includeUnregistered = false, CancellationToken cancellationToken = default);

    /// <summary>
    /// The registered queues with their sizes, the longest first, equal ones by name. O(queues), two round trips per
    /// thousand. Each size is of its own moment.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<IReadOnlyList<KeyValuePair<string, long>>> GetSizesAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Size, latency and pause of every queue, the longest first, equal ones by name. O(queues), two round trips per
    /// thousand, and one job of each queue is sent. Each queue is read at its own moment.
    /// </summary>
    /// <inheritdoc cref="ListAsync"/>
    Task<IReadOnlyList<QueueSummary>> GetSummariesAsync(
        bool includeUnregistered = false, CancellationToken cancellationToken = default);
}
