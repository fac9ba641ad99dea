using SidekiqCluster.Queries;
using SidekiqCluster.Queues;
using SidekiqCluster.Redis;
using SidekiqCluster.TypedJobs;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <summary>A queue: the list of its name.</summary>
internal sealed partial class JobQueue : JobQueueActs, IJobQueue
{
    private readonly ShardConnection _connection;

    internal JobQueue(ShardConnection connection, JobOperations operations, string name)
        : base(operations, connection.Shard, name) => _connection = connection;

    private ISourceReader Waiting => _connection.Sources.Of(Source);

    private RedisKey Key => _connection.Keys.Queue(Name);

    /// <inheritdoc/>
    public Task<long> GetSizeAsync(CancellationToken cancellationToken = default) =>
        Waiting.GetSizeAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<TimeSpan?> GetLatencyAsync(CancellationToken cancellationToken = default)
    {
        var oldest = await _connection.ReadAsync(
            Key, (redis, flags) => redis.ListGetByIndexAsync(Key, -1, flags), cancellationToken).ConfigureAwait(false);
        return LatencyOf(oldest);
    }

    /// <inheritdoc/>
    public Task<bool> IsPausedAsync(CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(
            _connection.Keys.Paused,
            (redis, flags) => redis.SetContainsAsync(_connection.Keys.Paused, Name, flags), cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(CancellationToken cancellationToken = default)
    {
        var found = await _connection.ReadAsync(
            (redis, flags) => Task.WhenAll(
                redis.SetContainsAsync(_connection.Keys.Queues, Name, flags), redis.KeyExistsAsync(Key, flags)),
            cancellationToken).ConfigureAwait(false);
        return found.Contains(true);
    }

    /// <inheritdoc/>
    public Task<QueueSummary> GetSummaryAsync(CancellationToken cancellationToken = default) =>
        _connection.ReadAsync(Key, ReadSummaryAsync, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JobRecord> ReadAsync(
        QueueReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new QueueReadOptions();
        return Waiting.ReadAsync(
            new QueryFilter(options.Filter, _connection.Clock.GetUtcNow()),
            options.Order,
            PageSizes.Check(options.PageSize),
            cancellationToken);
    }

    /// <inheritdoc/>
    public TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T> => ShardJobSource.Query<T>(_connection, JobSources.Of(Source));

    /// <inheritdoc/>
    public async Task<JobPageSlice<JobRecord>> GetPageAsync(
        long offset, int count, CancellationToken cancellationToken = default)
    {
        var (total, entries) = await Waiting.SliceAsync(offset, count, newestFirst: true, cancellationToken)
            .ConfigureAwait(false);
        return new JobPageSlice<JobRecord>
        {
            Total = total,
            Jobs = [.. entries.Select(entry => SourceJobs.ToRecord(_connection, Source, entry))],
        };
    }

    /// <inheritdoc/>
    public Task<JobRecord?> FindJobAsync(string jid, CancellationToken cancellationToken = default) =>
        JidSearch.FirstAsync(_connection, Source, jid, cancellationToken);

    /// <inheritdoc/>
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
