using System.Runtime.ExceptionServices;
using SidekiqCluster.Queries;
using SidekiqCluster.Redis;
using SidekiqCluster.Servers;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster;

/// <summary>
/// One Sidekiq installation: one Redis database, with an optional key prefix. Every question of Sidekiq's data API is
/// asked from here. Reading never writes. Safe to share; dispose it to close its connections.
/// </summary>
public sealed class SidekiqShard : IAsyncDisposable
{
    private readonly ShardConnection _connection;

    private SidekiqShard(ShardConnection connection)
    {
        _connection = connection;
        Operations = new JobOperations(connection);
        Client = new SidekiqClient(connection, Operations.Timestamps);
    }

    /// <summary>The shard's name.</summary>
    public string Name => _connection.Shard;

    /// <summary>What the server can do and lets us do.</summary>
    public ShardCapabilities Capabilities => _connection.Capabilities;

    internal ShardConnection Connection => _connection;

    /// <summary>The clock of all ages and latencies.</summary>
    public TimeProvider TimeProvider => _connection.Clock;

    /// <summary>The queues.</summary>
    public QueueSet Queues => new(_connection);

    /// <summary>Totals and their history by day.</summary>
    public StatsReader Stats => new(_connection);

    /// <summary>The living processes.</summary>
    public ProcessSet Processes => new(_connection);

    /// <summary>The jobs in flight.</summary>
    public WorkSet Work => new(_connection);

    /// <summary>What each job class did lately.</summary>
    public MetricsQuery Metrics => new(_connection);

    /// <summary>The marked deploys.</summary>
    public DeployMarks Deploys => new(_connection);

    /// <summary>The profiles that jobs left behind.</summary>
    public ProfileSet Profiles => new(_connection);

    /// <summary>How far iterable jobs have come.</summary>
    public IterationSet Iterations => new(_connection, Operations.Timestamps);

    /// <summary>Deleting, retrying, killing, rescheduling and moving jobs.</summary>
    public JobOperations Operations { get; }

    /// <summary>Pushing new jobs.</summary>
    public SidekiqClient Client { get; }

    /// <inheritdoc cref="StatsReader.GetAsync(bool, CancellationToken)"/>
    public Task<StatsSnapshot> GetStatsAsync(bool includeSlowHalf = true, CancellationToken cancellationToken = default) =>
        Stats.GetAsync(includeSlowHalf, cancellationToken);

    /// <summary>The jobs that wait for a later time.</summary>
    public ScheduledSet ScheduledSet => new(_connection, Operations);

    /// <summary>The jobs that failed and wait for their next attempt.</summary>
    public RetrySet RetrySet => new(_connection, Operations);

    /// <summary>The jobs that Sidekiq has given up on.</summary>
    public DeadSet DeadSet => new(_connection, Operations);

    /// <summary>The queue of this name, whether it exists or not.</summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public JobQueue Queue(string name) => new(_connection, Operations, name);

    /// <summary>
    /// Reads a page of jobs over several sources. Transfers about twice as many jobs as it gives, more where the filter
    /// takes few.
    /// </summary>
    /// <exception cref="FormatException">The query's cursor is none, or is of another query.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<JobPage> GetJobsAsync(JobQuery query, CancellationToken cancellationToken = default)
    {
        var pager = new JobPager(ShardSource.Of(this)) { TimeProvider = TimeProvider };
        var (page, lanes) = await pager.ReadAsync(query, cancellationToken).ConfigureAwait(false);
        if (lanes[0].Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return page;
    }

    /// <summary>
    /// Streams the jobs of several sources, one source after the other, each with the promise and the cost of
    /// <see cref="JobQueue.ReadAsync"/> and <see cref="JobSet.ReadAsync"/>.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public IAsyncEnumerable<JobRecord> ReadJobsAsync(
        JobSources sources,
        JobFilter? filter = null,
        JobOrder order = JobOrder.NewestFirst,
        CancellationToken cancellationToken = default) =>
        new ShardQueries(_connection).ReadAsync(sources, filter ?? JobFilter.All, order, cancellationToken);

    /// <summary>
    /// The jobs of one class in several sources, one source after the other, with typed arguments. Nothing is read before the query is enumerated, counted or
    /// acted on.
    /// </summary>
    /// <typeparam name="T">The record of the class's arguments.</typeparam>
    /// <param name="sources">Where to look; null for <see cref="JobSources.All"/>.</param>
    public TypedJobQuery<T> Jobs<T>(JobSources? sources = null)
        where T : class, ISidekiqJobArgs<T> => ShardJobSource.Query<T>(_connection, sources ?? JobSources.All);

    /// <summary>
    /// Counts jobs, in all and by the values of a field. Without filter and field one round trip; else all jobs are
    /// transferred once, four sources at a time, and no record is made of those that don't match.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<JobCount> CountJobsAsync(
        JobSources sources,
        JobFilter? filter = null,
        JobField? by = null,
        CancellationToken cancellationToken = default) =>
        new ShardQueries(_connection).CountAsync(sources, filter ?? JobFilter.All, by, cancellationToken);

    /// <summary>
    /// Finds all jobs with these ids in the registered queues by name, the scheduled, retry and dead set, and running now.
    /// Ids that nobody has are not in the answer, ids that several have are there as often. Slow: one pass over
    /// everything, however many ids, four sources at a time. A job that moves meanwhile can be missed or found twice.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<IReadOnlyList<JobRecord>> FindJobsAsync(
        IEnumerable<string> jids, CancellationToken cancellationToken = default) =>
        new ShardQueries(_connection).FindAsync(jids, cancellationToken);

    /// <summary>
    /// The job with this address; null when it is not there (any more) or of another shard. Slow: one pass over the source
    /// it was in, and a scan of all keys when that is a queue nobody registered.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<JobRecord?> FindEntryAsync(EntryId id, CancellationToken cancellationToken = default) =>
        new ShardQueries(_connection).FindEntryAsync(id, cancellationToken);

    /// <summary>Connects to the shard behind a connection string or URL, with default options.</summary>
    /// <inheritdoc cref="ConnectAsync(ShardOptions, CancellationToken)"/>
    public static Task<SidekiqShard> ConnectAsync(string connection, CancellationToken cancellationToken = default) =>
        ConnectAsync(new ShardOptions { Connection = connection }, cancellationToken);

    /// <summary>Connects to a shard and finds out what its server can do.</summary>
    /// <exception cref="ArgumentException">An option breaks its rule.</exception>
    /// <exception cref="FormatException">The connection is neither a connection string nor a URL.</exception>
    /// <exception cref="SidekiqClusterException">The shard could not be reached, refused us, or is unsupported.</exception>
    public static async Task<SidekiqShard> ConnectAsync(
        ShardOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SidekiqShard(await ShardConnector.ConnectAsync(options, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The server behind the shard. One round trip; what the ACL forbids is null.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<ServerInfo> GetServerInfoAsync(CancellationToken cancellationToken = default) =>
        ServerInfoReader.ReadAsync(_connection, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
