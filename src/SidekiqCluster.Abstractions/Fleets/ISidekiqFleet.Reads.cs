namespace SidekiqCluster;

public partial interface ISidekiqFleet
{
    /// <summary>The queues, those of one name taken as one.</summary>
    IFleetQueueSet Queues { get; }

    /// <summary>The jobs in flight.</summary>
    IFleetWorkSet Work { get; }

    /// <summary>The totals, summed; the latency is the greatest. Out of what the silos remember, one call.</summary>
    /// <inheritdoc cref="IStatsReader.GetAsync" path="/param"/>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<StatsSnapshot>> GetStatsAsync(bool includeSlowHalf = true, CancellationToken cancellationToken = default);

    /// <summary>
    /// The totals, the queues and the processes at once, of one look at each shard: what a dashboard asks all the time. Out of what
    /// the silos remember, one call, which brings only what has changed since this fleet object, or one made from it, asked before.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer; the very same object as long as nothing has changed.</returns>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetOverview> GetOverviewAsync(CancellationToken cancellationToken = default);

    /// <summary>What was processed and what failed per UTC day, of all shards together.</summary>
    /// <inheritdoc cref="IStatsReader.GetHistoryAsync" path="/param"/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is outside its range.</exception>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<StatsHistory>> GetStatsHistoryAsync(
        DateOnly? newestDay = null, int days = 30, CancellationToken cancellationToken = default);

    /// <summary>What the busiest classes did lately, of all shards together.</summary>
    /// <inheritdoc cref="IMetricsQuery.GetTopJobsAsync" path="/param"/>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<MetricsReport>> GetTopJobsAsync(
        MetricsWindow window = default, string? classGlob = null, CancellationToken cancellationToken = default);

    /// <summary>What one class did lately, of all shards together.</summary>
    /// <inheritdoc cref="IMetricsQuery.GetJobAsync" path="/param"/>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<MetricsReport>> GetJobMetricsAsync(
        string jobClass, MetricsWindow window = default, CancellationToken cancellationToken = default);

    /// <summary>Counts jobs, in all and by the values of a field (class, queue, error, tag, an argument...), where they are.</summary>
    /// <inheritdoc cref="ISidekiqShard.CountJobsAsync" path="/param"/>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<JobCount>> CountJobsAsync(
        JobSources sources, JobFilter? filter = null, JobField? by = null, CancellationToken cancellationToken = default);

    /// <summary>All jobs with these ids, in every queue and set of every shard, and running now; by shard.</summary>
    /// <remarks>
    /// Out of snapshots. The first look-up makes them, for which every job is read once, and which takes seconds per million jobs. A shard
    /// that is not done when the timeout is over is a gap in the answer and reads on: who asks again finds fewer gaps.
    /// </remarks>
    /// <inheritdoc cref="ISidekiqShard.FindJobsAsync" path="/param"/>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<IReadOnlyList<JobRecord>>> FindJobsAsync(IEnumerable<string> jids, CancellationToken cancellationToken = default);

    /// <summary>The job with this address, on whichever shard; null when it is not there (any more).</summary>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<JobRecord?>> FindEntryAsync(EntryId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Asks every shard one question of its own, all at once, and keeps the answers apart: for what has no sum, such as server
    /// info, profiles or deploy marks. <c>fleet.EachAsync((shard, token) => shard.GetServerInfoAsync(token))</c>.
    /// </summary>
    /// <remarks>Each shard has the fleet's timeout; what it throws as a <see cref="SidekiqClusterException"/> is its outcome.</remarks>
    /// <typeparam name="T">What each answers.</typeparam>
    /// <param name="question">Asks one shard, with the token that ends its wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The parts, by the shards' names.</returns>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are, or no shard is meant.</exception>
    Task<IReadOnlyList<ShardPart<T>>> EachAsync<T>(
        Func<ISidekiqShard, CancellationToken, Task<T>> question, CancellationToken cancellationToken = default);

    /// <summary>
    /// A page of jobs over all shards: source by source, the jobs of one set merged by score (ties by shard name, then by bytes),
    /// those of queues of one name by the time they were enqueued (else created), each shard's own order kept. Pages hold together
    /// as those of <see cref="ISidekiqShard.GetJobsAsync"/> do.
    /// </summary>
    /// <param name="query">Which jobs, how many, and where the page before ended.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FormatException">The cursor is none, or is of another query or of other shards.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<ShardsJobPage> GetJobsAsync(JobQuery query, CancellationToken cancellationToken = default);

    /// <summary>Streams the jobs of several sources, one source after the other, each merged by score or time of enqueueing.</summary>
    /// <param name="sources">Where.</param>
    /// <param name="filter">Which jobs; null for all. It runs where the jobs are.</param>
    /// <param name="order">From which end.</param>
    /// <param name="outcomes">
    /// Told how each shard fared once the stream has ended; null when nobody asks: then a shard that fails ends the stream with
    /// its error.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are, or a shard failed and nobody asks for outcomes.</exception>
    IAsyncEnumerable<JobRecord> ReadJobsAsync(
        JobSources sources,
        JobFilter? filter = null,
        JobOrder order = JobOrder.NewestFirst,
        IProgress<IReadOnlyList<ShardOutcome>>? outcomes = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Streams the stats, the first at once, then whenever a number or an outcome changed. A shard that hangs shows as an outcome;
    /// when no silo answers, the last numbers are given with every shard marked. It goes on until it is cancelled.
    /// </summary>
    /// <param name="interval">How often it is looked, 100 ms or more; null for the staleness, at least a second.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is too short.</exception>
    /// <exception cref="SidekiqClusterException">No silo gave a first answer, or no shard is meant.</exception>
    IAsyncEnumerable<FleetAnswer<StatsSnapshot>> WatchAsync(TimeSpan? interval = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// What each silo that owns one of these shards holds in memory: its budget for snapshots, and their use; by the silos'
    /// addresses. Asks nothing of the shards. A silo that does not answer in time is left out.
    /// </summary>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are.</exception>
    Task<IReadOnlyList<SiloMemory>> GetMemoryAsync(CancellationToken cancellationToken = default);
}
