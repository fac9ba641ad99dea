namespace SidekiqCluster.Grains;

/// <summary>
/// All shards, or some of them: asks each on the silo that owns it, all at once, and answers them together. A shard that does
/// not answer in time is a gap in the answer. It keeps nothing; the key only spreads callers over the silos.
/// </summary>
/// <remarks>Every question throws <see cref="ShardUnknownException"/> when its scope means no shard.</remarks>
[Alias("SidekiqCluster.IFleetGrain")]
public interface IFleetGrain : IGrainWithStringKey
{
    /// <summary>The totals.</summary>
    [Alias("GetStats")]
    Task<FleetAnswer<StatsSnapshot>> GetStatsAsync(
        FleetScope scope, bool includeSlowHalf, CancellationToken cancellationToken = default);

    /// <summary>Each shard's overview; without the content of those versions that the caller knows.</summary>
    [Alias("GetOverviews")]
    Task<IReadOnlyList<ShardPart<OverviewVersion>>> GetOverviewsAsync(
        FleetScope scope, IReadOnlyList<long> known, CancellationToken cancellationToken = default);

    /// <summary>What was processed and what failed, per day.</summary>
    [Alias("GetStatsHistory")]
    Task<FleetAnswer<StatsHistory>> GetStatsHistoryAsync(
        FleetScope scope, DateOnly? newestDay, int days, CancellationToken cancellationToken = default);

    /// <summary>The names of queues.</summary>
    [Alias("GetQueueNames")]
    Task<FleetAnswer<IReadOnlyList<string>>> GetQueueNamesAsync(
        FleetScope scope, bool includeUnregistered, CancellationToken cancellationToken = default);

    /// <summary>The sizes of the registered queues.</summary>
    [Alias("GetQueueSizes")]
    Task<FleetAnswer<IReadOnlyList<KeyValuePair<string, long>>>> GetQueueSizesAsync(
        FleetScope scope, CancellationToken cancellationToken = default);

    /// <summary>Each shard's queues; the caller takes those of one name as one.</summary>
    [Alias("GetQueues")]
    Task<IReadOnlyList<ShardPart<IReadOnlyList<QueueSummary>>>> GetQueuesAsync(
        FleetScope scope, bool includeUnregistered, CancellationToken cancellationToken = default);

    /// <summary>Each shard's queue of a name; the caller takes them as one.</summary>
    [Alias("GetQueue")]
    Task<IReadOnlyList<ShardPart<QueueSummary>>> GetQueueAsync(
        FleetScope scope, string name, CancellationToken cancellationToken = default);

    /// <summary>The living processes.</summary>
    [Alias("GetProcesses")]
    Task<FleetAnswer<IReadOnlyList<SidekiqProcess>>> GetProcessesAsync(FleetScope scope, CancellationToken cancellationToken = default);

    /// <summary>The living processes together.</summary>
    [Alias("GetProcessSummary")]
    Task<FleetAnswer<ProcessSummary>> GetProcessSummaryAsync(FleetScope scope, CancellationToken cancellationToken = default);

    /// <summary>The jobs in flight.</summary>
    [Alias("ListWork")]
    Task<FleetAnswer<IReadOnlyList<Work>>> ListWorkAsync(FleetScope scope, CancellationToken cancellationToken = default);

    /// <summary>How many jobs the queues of a name, or the sets of a kind, have.</summary>
    [Alias("GetSize")]
    Task<FleetAnswer<long>> GetSizeAsync(FleetScope scope, JobSource source, CancellationToken cancellationToken = default);

    /// <summary>The first job with this id in each shard's queue or set.</summary>
    [Alias("FindJob")]
    Task<FleetAnswer<JobBatch>> FindJobAsync(
        FleetScope scope, JobSource source, string jid, CancellationToken cancellationToken = default);

    /// <summary>The jobs of one score in each shard's set, optionally only those of one id.</summary>
    [Alias("FetchScore")]
    Task<FleetAnswer<JobBatch>> FetchScoreAsync(
        FleetScope scope, JobSource source, double score, string? jid, CancellationToken cancellationToken = default);

    /// <summary>The jobs between two times in each shard's set, both included, optionally only those of one id; the lowest score first.</summary>
    [Alias("FetchTimes")]
    Task<FleetAnswer<JobBatch>> FetchTimesAsync(
        FleetScope scope, JobSource source, DateTimeOffset from, DateTimeOffset to, string? jid, CancellationToken cancellationToken = default);

    /// <summary>All jobs with these ids, waiting or running.</summary>
    [Alias("FindJobs")]
    Task<FleetAnswer<JobBatch>> FindJobsAsync(
        FleetScope scope, IReadOnlyList<string> jids, CancellationToken cancellationToken = default);

    /// <summary>The job with this address; null when it is not there (any more).</summary>
    [Alias("FindEntry")]
    Task<FleetAnswer<JobRecord?>> FindEntryAsync(FleetScope scope, EntryId id, CancellationToken cancellationToken = default);

    /// <summary>Counts jobs of several sources. The tolerance is the scope's.</summary>
    [Alias("CountJobs")]
    Task<FleetAnswer<TypedJobCount>> CountJobsAsync(
        FleetScope scope, JobCounting counting, CancellationToken cancellationToken = default);

    /// <summary>What the busiest classes did lately.</summary>
    [Alias("GetTopJobs")]
    Task<FleetAnswer<MetricsReport>> GetTopJobsAsync(
        FleetScope scope, MetricsWindow window, string? classGlob, CancellationToken cancellationToken = default);

    /// <summary>What one class did lately.</summary>
    [Alias("GetJobMetrics")]
    Task<FleetAnswer<MetricsReport>> GetJobMetricsAsync(
        FleetScope scope, string jobClass, MetricsWindow window, CancellationToken cancellationToken = default);

    /// <summary>A page of jobs over several sources, merged.</summary>
    /// <exception cref="FormatException">The cursor is none, or is of another query or of other shards.</exception>
    [Alias("GetJobs")]
    Task<ShardsJobPage> GetJobsAsync(FleetScope scope, JobQuery query, CancellationToken cancellationToken = default);
}
