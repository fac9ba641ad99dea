namespace SidekiqCluster;

/// <summary>
/// One queue of a shard, whether Sidekiq lists it or not. Jobs are pushed at its head and taken from its tail, so the
/// oldest runs next.
/// </summary>
public partial interface IJobQueue
{
    /// <summary>The name without prefix.</summary>
    string Name { get; }

    /// <summary>The queue as a source of jobs.</summary>
    JobSource Source { get; }

    /// <summary>The jobs waiting; 0 when there is no such queue. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<long> GetSizeAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// How long the oldest job has waited since it was enqueued (else created), by the shard's clock: zero when the
    /// queue is empty, null when the job cannot be read or has no time, negative when the producer's clock runs ahead.
    /// One round trip.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<TimeSpan?> GetLatencyAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether Sidekiq Pro has the queue paused. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<bool> IsPausedAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether Sidekiq lists the queue, or jobs wait in it unlisted. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<bool> ExistsAsync(CancellationToken cancellationToken = default);

    /// <summary>Size, latency and state, each read at its own moment. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<QueueSummary> GetSummaryAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the whole queue while others push to it, take from it and delete from it. A job that stays is given exactly
    /// once; of jobs with equal bytes no fewer than stayed and no more than ever waited at once; jobs that come and go
    /// meanwhile may be given. O(n), in bounded memory.
    /// </summary>
    /// <remarks>
    /// A pass over Redis is a round trip per page and two more, and holds one page, and 16 bytes (20 to 32 with free
    /// slots) per job read; a queue of up to one page is one round trip and one moment. What came in at the end where the
    /// reading began, while it ran, is given last.
    /// </remarks>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    IAsyncEnumerable<JobRecord> ReadAsync(
        QueueReadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// The jobs of one class in the queue, with typed arguments. Nothing is read before the query is enumerated, counted or
    /// acted on.
    /// </summary>
    /// <typeparam name="T">The record of the class's arguments.</typeparam>
    TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T>;

    /// <summary>
    /// Reads a stretch by position, newest first, as Sidekiq's web page does: size and jobs of one moment, unless Redis
    /// lets us run no scripts. One round trip, O(offset + count).
    /// </summary>
    /// <param name="offset">How many newer jobs to leave out; 0 or more.</param>
    /// <param name="count">How many jobs to read at most; 1 or more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<JobPageSlice<JobRecord>> GetPageAsync(
        long offset, int count, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds the job with this id, the next to run of several; null when none has it. Slow without a
    /// snapshot: reads from the tail until it is found, so up to O(n).
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<JobRecord?> FindJobAsync(string jid, CancellationToken cancellationToken = default);

    /// <summary>
    /// The job with this address; null when it is not in the queue (any more). Slow: looks from the tail until it is
    /// found, with a SHA-256 of each job on the way.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<JobRecord?> GetEntryAsync(EntryId id, CancellationToken cancellationToken = default);
}
