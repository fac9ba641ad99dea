namespace SidekiqCluster;

/// <summary>
/// One Sidekiq installation: one Redis database, with an optional key prefix. Every question of Sidekiq's data API is
/// asked from here, every act is done from here. Reading never writes. Safe to share.
/// </summary>
/// <remarks>
/// The costs that are told here and at the parts are those of asking Redis itself: round trips to it, and O(n) over what
/// it holds. An implementation that keeps snapshots does not ask it for each question, but when a snapshot is older than its
/// caller would have it.
/// </remarks>
public interface ISidekiqShard
{
    /// <summary>The shard's name.</summary>
    string Name { get; }

    /// <summary>The clock of all ages and latencies.</summary>
    TimeProvider TimeProvider { get; }

    /// <summary>The queues.</summary>
    IQueueSet Queues { get; }

    /// <summary>The queue of this name, whether it exists or not.</summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    IJobQueue Queue(string name);

    /// <summary>The jobs that wait for a later time.</summary>
    IScheduledSet ScheduledSet { get; }

    /// <summary>The jobs that failed and wait for their next attempt.</summary>
    IJobSet RetrySet { get; }

    /// <summary>The jobs that Sidekiq has given up on.</summary>
    IDeadSet DeadSet { get; }

    /// <summary>Totals and their history by day.</summary>
    IStatsReader Stats { get; }

    /// <summary>The living processes.</summary>
    IProcessSet Processes { get; }

    /// <summary>The jobs in flight.</summary>
    IWorkSet Work { get; }

    /// <summary>What each job class did lately.</summary>
    IMetricsQuery Metrics { get; }

    /// <summary>The marked deploys.</summary>
    IDeployMarks Deploys { get; }

    /// <summary>The profiles that jobs left behind.</summary>
    IProfileSet Profiles { get; }

    /// <summary>How far iterable jobs have come.</summary>
    IIterationSet Iterations { get; }

    /// <summary>Deleting, retrying, killing, rescheduling and moving jobs.</summary>
    IJobOperations Operations { get; }

    /// <summary>Pushing new jobs.</summary>
    ISidekiqClient Client { get; }

    /// <inheritdoc cref="IStatsReader.GetAsync(bool, CancellationToken)"/>
    Task<StatsSnapshot> GetStatsAsync(bool includeSlowHalf = true, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads a page of jobs over several sources, out of about twice as many jobs as it gives, or as many as it takes to
    /// find those that the filter takes.
    /// </summary>
    /// <exception cref="FormatException">The query's cursor is none, or is of another query.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<JobPage> GetJobsAsync(JobQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Streams the jobs of several sources, one source after the other, each with the promise and the cost of
    /// <see cref="IJobQueue.ReadAsync"/> and <see cref="IJobSet.ReadAsync"/>.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    IAsyncEnumerable<JobRecord> ReadJobsAsync(
        JobSources sources,
        JobFilter? filter = null,
        JobOrder order = JobOrder.NewestFirst,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// The jobs of one class in several sources, one source after the other, with typed arguments. Nothing is read before
    /// the query is enumerated, counted or acted on.
    /// </summary>
    /// <typeparam name="T">The record of the class's arguments.</typeparam>
    /// <param name="sources">Where to look; null for <see cref="JobSources.All"/>.</param>
    TypedJobQuery<T> Jobs<T>(JobSources? sources = null)
        where T : class, ISidekiqJobArgs<T>;

    /// <summary>
    /// Counts jobs, in all and by the values of a field. Without filter and field one round trip; else all jobs are
    /// read once, four sources at a time, and no record is made of those that don't match.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<JobCount> CountJobsAsync(
        JobSources sources,
        JobFilter? filter = null,
        JobField? by = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds all jobs with these ids in the registered queues by name, the scheduled, retry and dead set, and running now.
    /// Ids that nobody has are not in the answer, ids that several have are there as often. Slow: one pass over
    /// everything, however many ids, four sources at a time. A job that moves meanwhile can be missed or found twice.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<IReadOnlyList<JobRecord>> FindJobsAsync(
        IEnumerable<string> jids, CancellationToken cancellationToken = default);

    /// <summary>
    /// The job with this address; null when it is not there (any more) or of another shard. Slow: one pass over the source
    /// it was in, and a scan of all keys when that is a queue nobody registered.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<JobRecord?> FindEntryAsync(EntryId id, CancellationToken cancellationToken = default);

    /// <summary>The server behind the shard. One round trip; what the ACL forbids is null.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<ServerInfo> GetServerInfoAsync(CancellationToken cancellationToken = default);
}
