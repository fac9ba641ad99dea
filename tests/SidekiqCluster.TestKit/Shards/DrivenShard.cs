namespace SidekiqCluster.TestKit.Shards;

/// <summary>
/// The shard of a test of the data API: whoever answers behind it, the test sees no more than the interface, and closes it.
/// </summary>
/// <param name="shard">The one who answers.</param>
/// <param name="closing">What is closed with it.</param>
public sealed class DrivenShard(ISidekiqShard shard, IAsyncDisposable closing) : ISidekiqShard, IAsyncDisposable
{
    /// <inheritdoc/>
    public string Name => shard.Name;

    /// <inheritdoc/>
    public TimeProvider TimeProvider => shard.TimeProvider;

    /// <inheritdoc/>
    public IQueueSet Queues => shard.Queues;

    /// <inheritdoc/>
    public IScheduledSet ScheduledSet => shard.ScheduledSet;

    /// <inheritdoc/>
    public IJobSet RetrySet => shard.RetrySet;

    /// <inheritdoc/>
    public IDeadSet DeadSet => shard.DeadSet;

    /// <inheritdoc/>
    public IStatsReader Stats => shard.Stats;

    /// <inheritdoc/>
    public IProcessSet Processes => shard.Processes;

    /// <inheritdoc/>
    public IWorkSet Work => shard.Work;

    /// <inheritdoc/>
    public IMetricsQuery Metrics => shard.Metrics;

    /// <inheritdoc/>
    public IDeployMarks Deploys => shard.Deploys;

    /// <inheritdoc/>
    public IProfileSet Profiles => shard.Profiles;

    /// <inheritdoc/>
    public IIterationSet Iterations => shard.Iterations;

    /// <inheritdoc/>
    public IJobOperations Operations => shard.Operations;

    /// <inheritdoc/>
    public ISidekiqClient Client => shard.Client;

    /// <inheritdoc/>
    public IJobQueue Queue(string name) => shard.Queue(name);

    /// <inheritdoc/>
    public Task<StatsSnapshot> GetStatsAsync(bool includeSlowHalf = true, CancellationToken cancellationToken = default) =>
        shard.GetStatsAsync(includeSlowHalf, cancellationToken);

    /// <inheritdoc/>
    public Task<JobPage> GetJobsAsync(JobQuery query, CancellationToken cancellationToken = default) =>
        shard.GetJobsAsync(query, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JobRecord> ReadJobsAsync(
        JobSources sources,
        JobFilter? filter = null,
        JobOrder order = JobOrder.NewestFirst,
        CancellationToken cancellationToken = default) => shard.ReadJobsAsync(sources, filter, order, cancellationToken);

    /// <inheritdoc/>
    public TypedJobQuery<T> Jobs<T>(JobSources? sources = null)
        where T : class, ISidekiqJobArgs<T> => shard.Jobs<T>(sources);

    /// <inheritdoc/>
    public Task<JobCount> CountJobsAsync(
        JobSources sources, JobFilter? filter = null, JobField? by = null, CancellationToken cancellationToken = default) =>
        shard.CountJobsAsync(sources, filter, by, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRecord>> FindJobsAsync(
        IEnumerable<string> jids, CancellationToken cancellationToken = default) => shard.FindJobsAsync(jids, cancellationToken);

    /// <inheritdoc/>
    public Task<JobRecord?> FindEntryAsync(EntryId id, CancellationToken cancellationToken = default) =>
        shard.FindEntryAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<ServerInfo> GetServerInfoAsync(CancellationToken cancellationToken = default) =>
        shard.GetServerInfoAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => closing.DisposeAsync();
}
