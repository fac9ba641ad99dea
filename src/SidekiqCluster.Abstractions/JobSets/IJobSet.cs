namespace SidekiqCluster;

/// <summary>
/// The scheduled, the retry or the dead set of a shard: jobs by score, which is a time. Their bytes tell them apart;
/// several may share a score.
/// </summary>
public partial interface IJobSet
{
    /// <summary>The set as a source of jobs.</summary>
    JobSource Source { get; }

    /// <summary>The jobs in the set. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<long> GetSizeAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the whole set while others add, remove and reschedule. An entry that stays is given exactly once, also when
    /// its score changes; entries that come and go meanwhile may be given. O(n), in bounded memory.
    /// </summary>
    /// <remarks>
    /// A pass over Redis holds one page, and 16 bytes (20 to 32 with free slots) per entry read. A set of up to five pages
    /// is one round trip and one moment. A larger one takes two round trips per page in order, as it is read once more by
    /// ZSCAN, and one in any order; in order, what the second reading finds is given last: entries that came in or changed
    /// meanwhile.
    /// </remarks>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    IAsyncEnumerable<SortedEntry> ReadAsync(
        JobSetReadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a stretch by rank: size and entries of one moment, unless Redis lets us run no scripts. One round trip,
    /// O(log n + count).
    /// </summary>
    /// <param name="offset">How many entries to leave out; 0 or more.</param>
    /// <param name="count">How many entries to read at most; 1 or more.</param>
    /// <param name="order">From which end. <see cref="JobOrder.Any"/> is highest score first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<JobPageSlice<SortedEntry>> GetPageAsync(
        long offset, int count, JobOrder order = JobOrder.NewestFirst, CancellationToken cancellationToken = default);

    /// <summary>
    /// The jobs of one class in the set, with typed arguments. Nothing is read before the query is enumerated, counted or
    /// acted on.
    /// </summary>
    /// <typeparam name="T">The record of the class's arguments.</typeparam>
    TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T>;

    /// <summary>
    /// Reads the entries that a filter takes, in no order, each once. The filter does not run in Redis: a glob there over
    /// JSON text would miss escaped text and hit field names. O(n), one round trip per thousand entries, all of them read.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    IAsyncEnumerable<SortedEntry> SearchAsync(JobFilter filter, CancellationToken cancellationToken = default);

    /// <summary>
    /// The entries of exactly this score, compared as numbers, by their bytes. One round trip, O(log n + found).
    /// </summary>
    /// <param name="score">Epoch seconds.</param>
    /// <param name="jid">Only those with this id; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The score is NaN.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<IReadOnlyList<SortedEntry>> FetchAsync(
        double score, string? jid = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// The entries whose <see cref="SortedEntry.At"/>, which is exact to the microsecond, lies between two times, both
    /// included, lowest score first. One round trip, O(log n + found), all held in memory.
    /// </summary>
    /// <param name="from">The earliest time.</param>
    /// <param name="to">The latest time.</param>
    /// <param name="jid">Only those with this id; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<IReadOnlyList<SortedEntry>> FetchAsync(
        DateTimeOffset from, DateTimeOffset to, string? jid = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds an entry with this id; null when there is none. Slow without a snapshot: reads the set until it is found, so
    /// up to O(n). Searching by pattern in Redis would be no faster, and blind to escaped text.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<SortedEntry?> FindJobAsync(string jid, CancellationToken cancellationToken = default);

    /// <summary>
    /// The entry with this address; null when it is not in the set (any more). Slow: looks until it is found, with
    /// a SHA-256 of each entry on the way.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<SortedEntry?> GetEntryAsync(EntryId id, CancellationToken cancellationToken = default);
}
