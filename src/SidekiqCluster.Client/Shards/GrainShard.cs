using SidekiqCluster.Client.Calls;
using SidekiqCluster.Grains;

namespace SidekiqCluster.Client.Shards;

/// <summary>One shard through the grains that own it.</summary>
internal sealed class GrainShard(GrainCalls calls) : ISidekiqShard
{
    public string Name => calls.Name;

    public TimeProvider TimeProvider => calls.Clock;

    public IQueueSet Queues => new GrainQueueSet(calls);

    public IScheduledSet ScheduledSet => new GrainScheduledSet(calls, Operations);

    public IJobSet RetrySet => new GrainJobSet(calls, Operations, JobSource.Retry);

    public IDeadSet DeadSet => new GrainDeadSet(calls, Operations);

    public IStatsReader Stats => new GrainStats(calls);

    public IProcessSet Processes => new GrainProcessSet(calls);

    public IWorkSet Work => new GrainWorkSet(calls);

    public IMetricsQuery Metrics => new GrainMetrics(calls);

    public IDeployMarks Deploys => new GrainDeployMarks(calls);

    public IProfileSet Profiles => new GrainProfileSet(calls);

    public IIterationSet Iterations => new GrainIterationSet(calls);

    public IJobOperations Operations => new GrainOperations(calls);

    public ISidekiqClient Client => new GrainClient(calls);

    public IJobQueue Queue(string name) => new GrainQueue(calls, Operations, name);

    public Task<StatsSnapshot> GetStatsAsync(bool includeSlowHalf = true, CancellationToken cancellationToken = default) =>
        Stats.GetAsync(includeSlowHalf, cancellationToken);

    public Task<JobPage> GetJobsAsync(JobQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return calls.ReadAsync(token => calls.Shard.GetJobsAsync(query, calls.Tolerance, token), cancellationToken);
    }

    public IAsyncEnumerable<JobRecord> ReadJobsAsync(
        JobSources sources,
        JobFilter? filter = null,
        JobOrder order = JobOrder.NewestFirst,
        CancellationToken cancellationToken = default) =>
        new GrainJobSource(calls, sources).ReadAsync(filter ?? JobFilter.All, order, cancellationToken);

    public TypedJobQuery<T> Jobs<T>(JobSources? sources = null)
        where T : class, ISidekiqJobArgs<T> => new(new GrainJobSource(calls, sources ?? JobSources.All));

    public async Task<JobCount> CountJobsAsync(
        JobSources sources, JobFilter? filter = null, JobField? by = null, CancellationToken cancellationToken = default)
    {
        var counting = new JobCounting
        {
            Sources = sources,
            Filter = filter ?? JobFilter.All,
            By = by,
            Tolerance = calls.Tolerance,
        };
        var count = await calls.ReadAsync(token => calls.Shard.CountJobsAsync(counting, token), cancellationToken)
            .ConfigureAwait(false);
        return new JobCount { Count = count.Count, Groups = count.Groups };
    }

    public async Task<IReadOnlyList<JobRecord>> FindJobsAsync(
        IEnumerable<string> jids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jids);
        string[] wanted = [.. jids];
        var found = await calls.ReadAsync(
            token => calls.Shard.FindJobsAsync(wanted, calls.Tolerance, token), cancellationToken).ConfigureAwait(false);
        return found.Jobs;
    }

    public Task<JobRecord?> FindEntryAsync(EntryId id, CancellationToken cancellationToken = default) =>
        calls.ReadAsync(token => calls.Shard.FindEntryAsync(id, calls.Tolerance, token), cancellationToken);

    public Task<ServerInfo> GetServerInfoAsync(CancellationToken cancellationToken = default) =>
        calls.AskAsync(token => calls.Shard.GetServerInfoAsync(calls.Tolerance.Timeout, token), cancellationToken);
}
