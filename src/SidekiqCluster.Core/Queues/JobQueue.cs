using SidekiqCluster.Queries;
using SidekiqCluster.Queues;
using SidekiqCluster.Redis;
using SidekiqCluster.TypedJobs;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <summary>
/// One queue of a shard, whether Sidekiq lists it or not. Jobs are pushed at its head and taken from its tail, so the
/// oldest runs next.
/// </summary>
public sealed partial class JobQueue
{
    private readonly ShardConnection _connection;
    private readonly JobOperations _operations;

    internal JobQueue(ShardConnection connection, JobOperations operations, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _connection = connection;
        _operations = operations;
        Name = name;
    }

    /// <summary>The name without prefix.</summary>
    public string Name { get; }

    /// <summary>The queue as a source of jobs.</summary>
    public JobSource Source => JobSource.Queue(Name);

    private RedisKey Key => _connection.Keys.Queue(Name);

    /// <summary>The jobs waiting; 0 when there is no such queue. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<long> GetSizeAsync(CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(Key, (redis, flags) => redis.ListLengthAsync(Key, flags), cancellationToken);

    /// <summary>
    /// How long the oldest job has waited since it was enqueued (else created), by this client's clock: zero when the
    /// queue is empty, null when the job cannot be read or has no time, negative when the producer's clock runs ahead.
    /// One round trip.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<TimeSpan?> GetLatencyAsync(CancellationToken cancellationToken = default)
    {
        var oldest = await _connection.ReadAsync(
            Key, (redis, flags) => redis.ListGetByIndexAsync(Key, -1, flags), cancellationToken).ConfigureAwait(false);
        return LatencyOf(oldest);
    }

    /// <summary>Whether Sidekiq Pro has the queue paused. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<bool> IsPausedAsync(CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(
            _connection.Keys.Paused,
            (redis, flags) => redis.SetContainsAsync(_connection.Keys.Paused, Name, flags), cancellationToken);

    /// <summary>Whether Sidekiq lists the queue, or jobs wait in it unlisted. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<bool> ExistsAsync(CancellationToken cancellationToken = default)
    {
        var found = await _connection.ReadAsync(
            (redis, flags) => Task.WhenAll(
                redis.SetContainsAsync(_connection.Keys.Queues, Name, flags), redis.KeyExistsAsync(Key, flags)),
            cancellationToken).ConfigureAwait(false);
        return found.Contains(true);
    }

    /// <summary>Size, latency and state, read by commands sent together, each of its own moment. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<QueueSummary> GetSummaryAsync(CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(Key, ReadSummaryAsync, cancellationToken);

    /// <summary>
    /// Reads the whole queue while others push to it, take from it and delete from it. A job that stays is given exactly
    /// once; of jobs with equal bytes no fewer than stayed and no more than ever waited at once; jobs that come and go
    /// meanwhile may be given. Streams: holds one page, and 16 bytes (20 to 32 with free slots) per job read. O(n), a
    /// round trip per page and two more; a queue of up to one page is one round trip and one moment.
    /// </summary>
    /// <remarks>What came in at the end where the reading began, while it ran, is given last.</remarks>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public IAsyncEnumerable<JobRecord> ReadAsync(
        QueueReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new QueueReadOptions();
        return SourceJobs.ReadAsync(
            _connection,
            Source,
            new QueryFilter(options.Filter, _connection.Clock.GetUtcNow()),
            options.Order,
            PageSizes.Check(options.PageSize),
            cancellationToken);
    }

    /// <summary>
    /// The jobs of one class in the queue, with typed arguments. Nothing is read before the query is enumerated, counted or
    /// acted on.
    /// </summary>
    /// <typeparam name="T">The record of the class's arguments.</typeparam>
    public TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T> => ShardJobSource.Query<T>(_connection, JobSources.Of(Source));

    /// <summary>
    /// Reads a stretch by position, newest first, as Sidekiq's web page does: size and jobs of one moment where scripts
    /// may run, else of two. One round trip, O(offset + count).
    /// </summary>
    /// <param name="offset">How many newer jobs to leave out; 0 or more.</param>
    /// <param name="count">How many jobs to read at most; 1 or more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<JobPageSlice<JobRecord>> GetPageAsync(
        long offset, int count, CancellationToken cancellationToken = default)
    {
        var (total, payloads) = await ListSlice.ReadAsync(_connection, Key, offset, count, cancellationToken)
            .ConfigureAwait(false);
        return new JobPageSlice<JobRecord>
        {
            Total = total,
            Jobs = Array.ConvertAll(payloads, payload => new JobRecord(_connection.Shard, Source, payload)),
        };
    }

    /// <summary>
    /// Finds the job with this id, the next to run of several; null when none has it. Slow: reads from the tail until it
    /// is found, so up to O(n).
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<JobRecord?> FindJobAsync(string jid, CancellationToken cancellationToken = default) =>
        JidSearch.FirstAsync(_connection, Source, jid, cancellationToken);

    /// <summary>
    /// The job with this address; null when it is not in the queue (any more). Slow: reads from the tail until it is
    /// found, with a SHA-256 of each job on the way.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<JobRecord?> GetEntryAsync(EntryId id, CancellationToken cancellationToken = default) =>
        EntrySearch.FirstAsync(_connection, Source, id, cancellationToken);

    private async Task<QueueSummary> ReadSummaryAsync(IDatabase redis, CommandFlags flags)
    {
        var size = redis.ListLengthAsync(Key, flags);
        var oldest = redis.ListGetByIndexAsync(Key, -1, flags);
        var paused = redis.SetContainsAsync(_connection.Keys.Paused, Name, flags);
        var registered = redis.SetContainsAsync(_connection.Keys.Queues, Name, flags);
        return new QueueSummary
        {
            Name = Name,
            Size = await size.ConfigureAwait(false),
            Latency = LatencyOf(await oldest.ConfigureAwait(false)),
            IsPaused = await paused.ConfigureAwait(false),
            IsRegistered = await registered.ConfigureAwait(false),
            PrivateTo = await registered.ConfigureAwait(false) ? null : QueueNames.PrivateOwner(Name),
        };
    }

    private TimeSpan? LatencyOf(RedisValue oldest) => oldest.IsNull
        ? TimeSpan.Zero
        : new JobRecord(_connection.Shard, Source, oldest).GetLatency(_connection.Clock);
}
