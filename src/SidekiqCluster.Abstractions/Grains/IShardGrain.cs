namespace SidekiqCluster.Grains;

/// <summary>
/// One shard, keyed by <see cref="ShardKey"/>: its connection's health, its stats, which queues and processes there are, and
/// what is asked of several of its queues and sets at once.
/// </summary>
[Alias("SidekiqCluster.IShardGrain")]
public partial interface IShardGrain : IGrainWithStringKey
{
    /// <summary>The totals, out of the shard's pulse.</summary>
    [Alias("GetStats")]
    Task<GrainAnswer<StatsSnapshot>> GetStatsAsync(
        bool includeSlowHalf, Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>
    /// The queues with size, latency and pause, out of the shard's pulse, the longest first. With the lists that nobody
    /// registered, all keys are scanned, each time.
    /// </summary>
    [Alias("GetQueues")]
    Task<GrainAnswer<IReadOnlyList<QueueSummary>>> GetQueuesAsync(
        bool includeUnregistered, Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>The living processes, out of the shard's pulse.</summary>
    [Alias("GetProcesses")]
    Task<GrainAnswer<IReadOnlyList<SidekiqProcess>>> GetProcessesAsync(
        Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>How many processes and threads live, how many are busy, and what they weigh; out of the shard's pulse.</summary>
    [Alias("GetProcessSummary")]
    Task<GrainAnswer<ProcessSummary>> GetProcessSummaryAsync(Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>The totals, the queues and the processes of one pulse; without them where the caller knows that version.</summary>
    [Alias("GetOverview")]
    Task<GrainAnswer<OverviewVersion>> GetOverviewAsync(
        IReadOnlyList<long> known, Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>The identity of the leader; null when there is none.</summary>
    [Alias("GetLeader")]
    Task<string?> GetLeaderAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>What was processed and what failed, per day.</summary>
    [Alias("GetStatsHistory")]
    Task<StatsHistory> GetStatsHistoryAsync(DateOnly? newestDay, int days, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>The server behind the shard.</summary>
    [Alias("GetServerInfo")]
    Task<ServerInfo> GetServerInfoAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>The jobs in flight.</summary>
    [Alias("ListWork")]
    Task<IReadOnlyList<Work>> ListWorkAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>What the busiest classes did lately.</summary>
    [Alias("GetTopJobs")]
    Task<MetricsReport> GetTopJobsAsync(MetricsWindow window, string? classGlob, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>What one class did lately.</summary>
    [Alias("GetJobMetrics")]
    Task<MetricsReport> GetJobMetricsAsync(string jobClass, MetricsWindow window, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>The deploys marked on a day.</summary>
    [Alias("GetDeployMarks")]
    Task<IReadOnlyList<DeployMark>> GetDeployMarksAsync(DateOnly day, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>The profiles that jobs left behind.</summary>
    [Alias("ListProfiles")]
    Task<IReadOnlyList<ProfileRecord>> ListProfilesAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>The data of a profile; null when there is none.</summary>
    [Alias("GetProfileData")]
    Task<byte[]?> GetProfileDataAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>How far iterable jobs have come; ids without a state are not in the answer.</summary>
    [Alias("GetIterations")]
    Task<IReadOnlyList<IterationState>> GetIterationsAsync(IReadOnlyList<string> jids, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Streams the jobs of several sources, one source after the other.</summary>
    [Alias("ReadJobs")]
    IAsyncEnumerable<JobBatch?> ReadJobsAsync(JobSources sources, JobReading reading, CancellationToken cancellationToken = default);

    /// <summary>Counts jobs of several sources.</summary>
    [Alias("CountJobs")]
    Task<GrainAnswer<TypedJobCount>> CountJobsAsync(JobCounting counting, CancellationToken cancellationToken = default);

    /// <summary>All jobs with these ids, waiting or running.</summary>
    [Alias("FindJobs")]
    Task<GrainAnswer<JobBatch>> FindJobsAsync(
        IReadOnlyList<string> jids, Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>The job with this address, waiting or running; null when it is not there (any more).</summary>
    [Alias("FindEntry")]
    Task<GrainAnswer<JobRecord?>> FindEntryAsync(EntryId id, Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>A page of jobs over several sources.</summary>
    [Alias("GetJobs")]
    Task<GrainAnswer<JobPage>> GetJobsAsync(JobQuery query, Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>What the shard's silo may take for snapshots and takes, and those of this shard. Asks nothing of Redis.</summary>
    [Alias("GetMemory")]
    Task<SiloMemory> GetMemoryAsync();

    /// <summary>The next jobs for a page over several shards.</summary>
    /// <param name="query">The query; its limit is how many jobs, its cursor a position that an earlier answer told, or null.</param>
    /// <param name="tolerance">How old the jobs may be, and how long the shard is waited for.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    [Alias("GetLane")]
    Task<GrainAnswer<JobLane>> GetLaneAsync(JobQuery query, Tolerance tolerance, CancellationToken cancellationToken = default);
}
