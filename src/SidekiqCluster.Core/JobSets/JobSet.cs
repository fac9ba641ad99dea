using System.Runtime.CompilerServices;
using SidekiqCluster.Passes;
using SidekiqCluster.Queries;
using SidekiqCluster.Redis;
using SidekiqCluster.TypedJobs;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <summary>
/// The scheduled, the retry or the dead set of a shard: jobs by score, which is a time. Their bytes tell them apart;
/// several may share a score.
/// </summary>
public abstract partial class JobSet
{
    private readonly ShardConnection _connection;
    private readonly JobOperations _operations;

    private protected JobSet(ShardConnection connection, JobOperations operations, JobSource source)
    {
        _connection = connection;
        _operations = operations;
        Source = source;
    }

    /// <summary>The set as a source of jobs.</summary>
    public JobSource Source { get; }

    private RedisKey Key => _connection.Keys.Of(Source);

    /// <summary>The jobs in the set. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<long> GetSizeAsync(CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(Key, (redis, flags) => redis.SortedSetLengthAsync(Key, flags: flags), cancellationToken);

    /// <summary>
    /// Reads the whole set while others add, remove and reschedule. An entry that stays is given exactly once, also when
    /// its score changes; entries that come and go meanwhile may be given. Streams: holds one page, and 16 bytes (20 to
    /// 32 with free slots) per entry read. A set of up to five pages is one round trip and one moment. A larger one is
    /// O(n), in order with two round trips per page, as it is read once more by ZSCAN; in any order with one.
    /// </summary>
    /// <remarks>In order, what the second reading finds is given last: entries that came in or changed meanwhile.</remarks>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async IAsyncEnumerable<SortedEntry> ReadAsync(
        JobSetReadOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        options ??= new JobSetReadOptions();
        var jobs = SourceJobs.ReadAsync(
            _connection,
            Source,
            new QueryFilter(options.Filter, _connection.Clock.GetUtcNow()),
            options.Order,
            PageSizes.Check(options.PageSize),
            cancellationToken);
        await foreach (var job in jobs.ConfigureAwait(false))
        {
            yield return (SortedEntry)job;
        }
    }

    /// <summary>
    /// Reads a stretch by rank: size and entries of one moment where scripts may run, else of two. One round trip,
    /// O(log n + count).
    /// </summary>
    /// <param name="offset">How many entries to leave out; 0 or more.</param>
    /// <param name="count">How many entries to read at most; 1 or more.</param>
    /// <param name="order">From which end. <see cref="JobOrder.Any"/> is highest score first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<JobPageSlice<SortedEntry>> GetPageAsync(
        long offset, int count, JobOrder order = JobOrder.NewestFirst, CancellationToken cancellationToken = default)
    {
        var newestFirst = order != JobOrder.OldestFirst;
        var (total, members) = await SetSlice.ReadAsync(_connection, Key, offset, count, newestFirst, cancellationToken)
            .ConfigureAwait(false);
        return new JobPageSlice<SortedEntry> { Total = total, Jobs = Array.ConvertAll(members, ToEntry) };
    }

    /// <summary>
    /// The jobs of one class in the set, with typed arguments. Nothing is read before the query is enumerated, counted or
    /// acted on.
    /// </summary>
    /// <typeparam name="T">The record of the class's arguments.</typeparam>
    public TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T> => ShardJobSource.Query<T>(_connection, JobSources.Of(Source));

    /// <summary>
    /// Reads the entries that a filter takes, in no order, each once. The filter runs here: a glob in Redis over JSON text
    /// would miss escaped text and hit field names. O(n), one round trip per thousand entries, all of them transferred.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public IAsyncEnumerable<SortedEntry> SearchAsync(JobFilter filter, CancellationToken cancellationToken = default) =>
        ReadAsync(new JobSetReadOptions { Order = JobOrder.Any, Filter = filter }, cancellationToken);

    /// <summary>
    /// The entries of exactly this score, compared as numbers, by their bytes. One round trip, O(log n + found).
    /// </summary>
    /// <param name="score">Epoch seconds.</param>
    /// <param name="jid">Only those with this id; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The score is NaN.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<IReadOnlyList<SortedEntry>> FetchAsync(
        double score, string? jid = null, CancellationToken cancellationToken = default) =>
        double.IsNaN(score)
            ? throw new ArgumentException("NaN is no score; give epoch seconds.", nameof(score))
            : FetchAsync(score, score, static _ => true, jid, cancellationToken);

    /// <summary>
    /// The entries whose <see cref="SortedEntry.At"/>, which is exact to the microsecond, lies between two times, both
    /// included, lowest score first. One round trip, O(log n + found), all held in memory.
    /// </summary>
    /// <param name="from">The earliest time.</param>
    /// <param name="to">The latest time.</param>
    /// <param name="jid">Only those with this id; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<IReadOnlyList<SortedEntry>> FetchAsync(
        DateTimeOffset from, DateTimeOffset to, string? jid = null, CancellationToken cancellationToken = default)
    {
        // At is the score rounded; the next microseconds on either side round to the bounds as well.
        const double Microsecond = 1e-6;
        return FetchAsync(
            Seconds(from) - Microsecond,
            Seconds(to) + Microsecond,
            entry => entry.At >= from && entry.At <= to,
            jid,
            cancellationToken);
    }

    /// <summary>
    /// Finds an entry with this id; null when there is none. Slow: reads the set until it is found, so up to O(n).
    /// Searching by pattern in Redis would be no faster, and blind to escaped text.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<SortedEntry?> FindJobAsync(string jid, CancellationToken cancellationToken = default) =>
        (SortedEntry?)await JidSearch.FirstAsync(_connection, Source, jid, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// The entry with this address; null when it is not in the set (any more). Slow: reads the set until it is found, with
    /// a SHA-256 of each entry on the way.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<SortedEntry?> GetEntryAsync(EntryId id, CancellationToken cancellationToken = default) =>
        (SortedEntry?)await EntrySearch.FirstAsync(_connection, Source, id, cancellationToken).ConfigureAwait(false);

    private static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;

    private async Task<IReadOnlyList<SortedEntry>> FetchAsync(
        double from, double to, Predicate<SortedEntry> isWanted, string? jid, CancellationToken cancellationToken)
    {
        var members = await _connection.ReadAsync(
            Key,
            (redis, flags) => redis.SortedSetRangeByScoreWithScoresAsync(Key, from, to, flags: flags),
            cancellationToken).ConfigureAwait(false);
        var jids = jid is null ? null : new JidMatcher([jid]);
        return
        [
            .. members
                .Select(member => new RawEntry(member.Element, member.Score))
                .Where(entry => jids?.Matches(entry.Raw.Span) ?? true)
                .Select(ToEntry)
                .Where(entry => isWanted(entry)),
        ];
    }

    private SortedEntry ToEntry(RawEntry entry) => (SortedEntry)SourceJobs.ToRecord(_connection, Source, entry);
}
