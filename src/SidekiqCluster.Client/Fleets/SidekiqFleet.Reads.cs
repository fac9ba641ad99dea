using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using SidekiqCluster.Client.Calls;
using SidekiqCluster.Grains;
using SidekiqCluster.Queries;

namespace SidekiqCluster.Client.Fleets;

internal sealed partial class SidekiqFleet
{
    private static readonly TimeSpan LeastLook = TimeSpan.FromSeconds(1);

    public IFleetQueueSet Queues => new FleetQueueSet(Calls);

    public IFleetWorkSet Work => new FleetWorkSet(this, Calls, clock);

    public Task<FleetAnswer<StatsSnapshot>> GetStatsAsync(
        bool includeSlowHalf = true, CancellationToken cancellationToken = default) =>
        Calls.AskAsync((fleet, scope, token) => fleet.GetStatsAsync(scope, includeSlowHalf, token), cancellationToken);

    public Task<FleetOverview> GetOverviewAsync(CancellationToken cancellationToken = default) =>
        Overviews.AskAsync(Calls, cancellationToken);

    public Task<FleetAnswer<StatsHistory>> GetStatsHistoryAsync(
        DateOnly? newestDay = null, int days = 30, CancellationToken cancellationToken = default) =>
        Calls.AskAsync((fleet, scope, token) => fleet.GetStatsHistoryAsync(scope, newestDay, days, token), cancellationToken);

    public Task<FleetAnswer<MetricsReport>> GetTopJobsAsync(
        MetricsWindow window = default, string? classGlob = null, CancellationToken cancellationToken = default) =>
        Calls.AskAsync((fleet, scope, token) => fleet.GetTopJobsAsync(scope, window, classGlob, token), cancellationToken);

    public Task<FleetAnswer<MetricsReport>> GetJobMetricsAsync(
        string jobClass, MetricsWindow window = default, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(jobClass);
        return Calls.AskAsync((fleet, scope, token) => fleet.GetJobMetricsAsync(scope, jobClass, window, token), cancellationToken);
    }

    public async Task<FleetAnswer<JobCount>> CountJobsAsync(
        JobSources sources, JobFilter? filter = null, JobField? by = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var counting = new JobCounting { Sources = sources, Filter = filter ?? JobFilter.All, By = by, Tolerance = Tolerance };
        var counts = await Calls.AskAsync((fleet, scope, token) => fleet.CountJobsAsync(scope, counting, token), cancellationToken)
            .ConfigureAwait(false);
        return counts.Select(static count => new JobCount { Count = count.Count, Groups = count.Groups });
    }

    public async Task<FleetAnswer<IReadOnlyList<JobRecord>>> FindJobsAsync(
        IEnumerable<string> jids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jids);
        string[] wanted = [.. jids];
        var found = await Calls.AskAsync((fleet, scope, token) => fleet.FindJobsAsync(scope, wanted, token), cancellationToken)
            .ConfigureAwait(false);
        return found.Select(static batch => batch.Jobs);
    }

    public Task<FleetAnswer<JobRecord?>> FindEntryAsync(EntryId id, CancellationToken cancellationToken = default) =>
        Calls.AskAsync((fleet, scope, token) => fleet.FindEntryAsync(scope, id, token), cancellationToken);

    public async Task<IReadOnlyList<ShardPart<T>>> EachAsync<T>(
        Func<ISidekiqShard, CancellationToken, Task<T>> question, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var shards = await ListShardsAsync(cancellationToken).ConfigureAwait(false);
        return await Calls.EachAsync(shards, (shard, token) => question(Shard(shard), token), cancellationToken).ConfigureAwait(false);
    }

    public Task<ShardsJobPage> GetJobsAsync(JobQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Calls.AskAsync((fleet, scope, token) => fleet.GetJobsAsync(scope, query, token), cancellationToken);
    }

    public async IAsyncEnumerable<JobRecord> ReadJobsAsync(
        JobSources sources,
        JobFilter? filter = null,
        JobOrder order = JobOrder.NewestFirst,
        IProgress<IReadOnlyList<ShardOutcome>>? outcomes = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var shards = await ListShardsAsync(cancellationToken).ConfigureAwait(false);
        var errors = new string?[shards.Count];
        var jobs = new JobMerge(sources, order).ReadAsync(
            [.. shards.Select(shard => Shard(shard.Name).ReadJobsAsync(sources, filter, order, cancellationToken))],
            (shard, failure) =>
            {
                if (outcomes is null)
                {
                    ExceptionDispatchInfo.Throw(failure);
                }

                errors[shard] = failure.Message;
            },
            cancellationToken);
        await foreach (var job in jobs.ConfigureAwait(false))
        {
            yield return job;
        }

        outcomes?.Report([.. shards.Select((shard, i) => new ShardOutcome { Shard = shard.Name, Error = errors[i] })]);
    }

    public IAsyncEnumerable<FleetAnswer<StatsSnapshot>> WatchAsync(
        TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        StatsWatch.ReadAsync(this, interval ?? (Staleness > LeastLook ? Staleness : LeastLook), clock, cancellationToken);

    public async Task<IReadOnlyList<SiloMemory>> GetMemoryAsync(CancellationToken cancellationToken = default)
    {
        var shards = await ListShardsAsync(cancellationToken).ConfigureAwait(false);
        var parts = await Calls.EachAsync(
            shards,
            (shard, token) =>
            {
                var calls = new GrainCalls(grains, shard, Tolerance, clock);
                return calls.AskAsync(_ => calls.Shard.GetMemoryAsync(), token);
            },
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. parts
                .Select(static part => part.Value)
                .OfType<SiloMemory>()
                .GroupBy(static memory => memory.Silo, StringComparer.Ordinal)
                .OrderBy(static silo => silo.Key, StringComparer.Ordinal)
                .Select(static silo => silo.First() with { Snapshots = [.. silo.SelectMany(static memory => memory.Snapshots)] }),
        ];
    }
}
