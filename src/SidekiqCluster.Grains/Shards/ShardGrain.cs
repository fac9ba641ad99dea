using SidekiqCluster.Grains.Jobs;

namespace SidekiqCluster.Grains.Shards;

/// <summary>One shard: what is asked of it as a whole.</summary>
[GrainType("sidekiq-shard")]
internal sealed partial class ShardGrain(ShardHosts hosts) : ShardBoundGrain(hosts), IShardGrain
{
    public Task<GrainAnswer<StatsSnapshot>> GetStatsAsync(
        bool includeSlowHalf, Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, pulse => includeSlowHalf ? pulse.Stats : pulse.FastStats, cancellationToken);

    public Task<GrainAnswer<IReadOnlyList<QueueSummary>>> GetQueuesAsync(
        bool includeUnregistered, Tolerance tolerance, CancellationToken cancellationToken) =>
        includeUnregistered
            ? AnswerAsync(tolerance, (shard, token) => shard.Queues.GetSummariesAsync(includeUnregistered, token), cancellationToken)
            : AnswerAsync(tolerance, pulse => pulse.Queues, cancellationToken);

    public Task<GrainAnswer<IReadOnlyList<SidekiqProcess>>> GetProcessesAsync(
        Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, pulse => pulse.Processes, cancellationToken);

    public Task<GrainAnswer<ProcessSummary>> GetProcessSummaryAsync(Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, pulse => pulse.ProcessSummary, cancellationToken);

    public Task<GrainAnswer<OverviewVersion>> GetOverviewAsync(
        IReadOnlyList<long> known, Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, pulse => Task.FromResult(Host.Overviews.Of(pulse, known)), cancellationToken);

    public Task<string?> GetLeaderAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        AskAsync(timeout, (shard, token) => shard.Processes.GetLeaderAsync(token), cancellationToken);

    public Task<StatsHistory> GetStatsHistoryAsync(DateOnly? newestDay, int days, TimeSpan timeout, CancellationToken cancellationToken) =>
        AskAsync(timeout, (shard, token) => shard.Stats.GetHistoryAsync(newestDay, days, token), cancellationToken);

    public Task<ServerInfo> GetServerInfoAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        AskAsync(timeout, (shard, token) => shard.GetServerInfoAsync(token), cancellationToken);

    public Task<IReadOnlyList<Work>> ListWorkAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        AskAsync(timeout, (shard, token) => shard.Work.ListAsync(token), cancellationToken);

    public Task<MetricsReport> GetTopJobsAsync(MetricsWindow window, string? classGlob, TimeSpan timeout, CancellationToken cancellationToken) =>
        AskAsync(timeout, (shard, token) => shard.Metrics.GetTopJobsAsync(window, classGlob, token), cancellationToken);

    public Task<MetricsReport> GetJobMetricsAsync(string jobClass, MetricsWindow window, TimeSpan timeout, CancellationToken cancellationToken) =>
        AskAsync(timeout, (shard, token) => shard.Metrics.GetJobAsync(jobClass, window, token), cancellationToken);

    public Task<IReadOnlyList<DeployMark>> GetDeployMarksAsync(DateOnly day, TimeSpan timeout, CancellationToken cancellationToken) =>
        AskAsync(timeout, (shard, token) => shard.Deploys.GetMarksAsync(day, token), cancellationToken);

    public Task<IReadOnlyList<ProfileRecord>> ListProfilesAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        AskAsync(timeout, (shard, token) => shard.Profiles.ListAsync(token), cancellationToken);

    public Task<byte[]?> GetProfileDataAsync(string key, TimeSpan timeout, CancellationToken cancellationToken) =>
        AskAsync(timeout, (shard, token) => Profiles.ProfileData.ReadAsync(shard, key, token), cancellationToken);

    public Task<IReadOnlyList<IterationState>> GetIterationsAsync(IReadOnlyList<string> jids, TimeSpan timeout, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<IterationState>>(
            timeout,
            async (shard, token) => [.. (await shard.Iterations.GetManyAsync(jids, token)).Values],
            cancellationToken);

    public Task<GrainAnswer<TypedJobCount>> CountJobsAsync(JobCounting counting, CancellationToken cancellationToken) =>
        AnswerAsync(
            counting.Tolerance,
            (shard, token) => JobCounts.CountAsync(shard, counting, token),
            cancellationToken);

    public IAsyncEnumerable<JobBatch?> ReadJobsAsync(JobSources sources, JobReading reading, CancellationToken cancellationToken) =>
        StreamAsync(token => JobBatches.ReadAsync(Host, sources, reading, token), cancellationToken);

    public Task<GrainAnswer<JobPage>> GetJobsAsync(JobQuery query, Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, (shard, token) => shard.GetJobsAsync(query, token), cancellationToken);

    public Task<SiloMemory> GetMemoryAsync() => Task.FromResult(Host.GetMemory(GrainContext.Address.SiloAddress!));

    public Task<GrainAnswer<JobBatch>> FindJobsAsync(
        IReadOnlyList<string> jids, Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, async (shard, token) => new JobBatch(await shard.FindJobsAsync(jids, token)), cancellationToken);

    public Task<GrainAnswer<JobRecord?>> FindEntryAsync(EntryId id, Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, (shard, token) => shard.FindEntryAsync(id, token), cancellationToken);

    public Task<GrainAnswer<JobLane>> GetLaneAsync(JobQuery query, Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, (shard, token) => ShardLanes.ReadAsync(shard, query, token), cancellationToken);
}
