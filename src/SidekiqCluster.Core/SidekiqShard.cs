using System.Runtime.ExceptionServices;
using SidekiqCluster.Operations;
using SidekiqCluster.Queries;
using SidekiqCluster.Redis;
using SidekiqCluster.Servers;
using SidekiqCluster.Snapshots;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster;

/// <summary>
/// A shard that is asked directly: each question goes to its Redis, and each answer is of that moment. Safe to share;
/// dispose it to close its connections.
/// </summary>
public sealed class SidekiqShard : ISidekiqShard, IAsyncDisposable
{
    private readonly ShardConnection _connection;
    private readonly JobOperations _operations;

    private SidekiqShard(ShardConnection connection, ShardTimestamps? timestamps = null)
    {
        _connection = connection;
        _operations = new JobOperations(connection, timestamps);
        Client = new SidekiqClient(connection, _operations.Timestamps);
    }

    /// <inheritdoc/>
    public string Name => _connection.Shard;

    /// <summary>What the server can do and lets us do.</summary>
    public ShardCapabilities Capabilities => _connection.Capabilities;

    internal ShardConnection Connection => _connection;

    /// <summary>Operations on many jobs for callers that drive them themselves.</summary>
    internal OperationSteps Steps => _operations.Steps;

    /// <inheritdoc/>
    public TimeProvider TimeProvider => _connection.Clock;

    /// <inheritdoc/>
    public IQueueSet Queues => new QueueSet(_connection);

    /// <inheritdoc/>
    public IStatsReader Stats => new StatsReader(_connection);

    /// <inheritdoc/>
    public IProcessSet Processes => new ProcessSet(_connection);

    /// <inheritdoc/>
    public IWorkSet Work => new WorkSet(_connection);

    /// <inheritdoc/>
    public IMetricsQuery Metrics => new MetricsQuery(_connection);

    /// <inheritdoc/>
    public IDeployMarks Deploys => new DeployMarks(_connection);

    /// <inheritdoc/>
    public IProfileSet Profiles => new ProfileSet(_connection);

    /// <inheritdoc/>
    public IIterationSet Iterations => new IterationSet(_connection, _operations.Timestamps);

    /// <inheritdoc/>
    public IJobOperations Operations => _operations;

    /// <inheritdoc/>
    public ISidekiqClient Client { get; }

    /// <inheritdoc/>
    public Task<StatsSnapshot> GetStatsAsync(bool includeSlowHalf = true, CancellationToken cancellationToken = default) =>
        Stats.GetAsync(includeSlowHalf, cancellationToken);

    /// <inheritdoc/>
    public IScheduledSet ScheduledSet => new ScheduledSet(_connection, _operations);

    /// <inheritdoc/>
    public IJobSet RetrySet => new RetrySet(_connection, _operations);

    /// <inheritdoc/>
    public IDeadSet DeadSet => new DeadSet(_connection, _operations);

    /// <inheritdoc/>
    public IJobQueue Queue(string name) => new JobQueue(_connection, _operations, name);

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public IAsyncEnumerable<JobRecord> ReadJobsAsync(
        JobSources sources,
        JobFilter? filter = null,
        JobOrder order = JobOrder.NewestFirst,
        CancellationToken cancellationToken = default) =>
        new ShardQueries(_connection).ReadAsync(sources, filter ?? JobFilter.All, order, cancellationToken);

    /// <inheritdoc/>
    public TypedJobQuery<T> Jobs<T>(JobSources? sources = null)
        where T : class, ISidekiqJobArgs<T> => ShardJobSource.Query<T>(_connection, sources ?? JobSources.All);

    /// <inheritdoc/>
    public Task<JobCount> CountJobsAsync(
        JobSources sources,
        JobFilter? filter = null,
        JobField? by = null,
        CancellationToken cancellationToken = default) =>
        new ShardQueries(_connection).CountAsync(sources, filter ?? JobFilter.All, by, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRecord>> FindJobsAsync(
        IEnumerable<string> jids, CancellationToken cancellationToken = default) =>
        new ShardQueries(_connection).FindAsync(jids, cancellationToken);

    /// <inheritdoc/>
    public Task<JobRecord?> FindEntryAsync(EntryId id, CancellationToken cancellationToken = default) =>
        new ShardQueries(_connection).FindEntryAsync(id, cancellationToken);

    /// <summary>
    /// This shard under the name of an act, over the same connection. The act is what is called on it, one call after the
    /// other; whoever makes the same calls with the same arguments under the same name within ten minutes, from wherever,
    /// repeats the act: what was done is not done again and answers as it did, what was not done is done now.
    /// </summary>
    /// <remarks>
    /// A call of several scripts that was broken off is finished by the repetition: each script is done once. What a shard
    /// refused may be allowed by now. Records to act on are arguments, the same ones in the same order. Jobs that are chosen
    /// by a filter would be chosen anew, so acting on them is refused: see <see cref="Steps"/>.
    /// </remarks>
    internal SidekiqShard Acting(Guid act) => new(_connection.Acting(act), _operations.Timestamps);

    /// <summary>
    /// The same shard for one question or act: its answers come from snapshots where these are young enough, and its acts
    /// are told to them. Costs nothing; disposing it closes nothing.
    /// </summary>
    /// <param name="snapshots">The shard's snapshots.</param>
    /// <param name="staleness">How old an answer may be; zero for what is there when it is asked.</param>
    /// <param name="patience">
    /// How long to wait for the shard where an older answer is at hand, which is then given; null to wait, and to fail.
    /// </param>
    /// <param name="use">Takes down how old the answer is, and whether it is older than was asked for.</param>
    internal SidekiqShard Through(
        ShardSnapshots snapshots, TimeSpan staleness, TimeSpan? patience = null, SnapshotUse? use = null)
    {
        var terms = new SnapshotTerms(staleness, patience, use ?? new SnapshotUse());
        var connection = _connection.Through(through => new SnapshotSources(through, snapshots, terms));
        return new SidekiqShard(connection, _operations.Timestamps);
    }

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

    /// <inheritdoc/>
    public Task<ServerInfo> GetServerInfoAsync(CancellationToken cancellationToken = default) =>
        ServerInfoReader.ReadAsync(_connection, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
