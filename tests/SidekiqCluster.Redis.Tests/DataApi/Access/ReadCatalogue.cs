namespace SidekiqCluster.Redis.Tests.DataApi.Access;

/// <summary>Every question that a shard can be asked, put to what Sidekiq 8.1.7 wrote.</summary>
internal static class ReadCatalogue
{
    private const string Jid = "5b6b1ff9a78f5341f29e8604";
    private const string RunningJid = "4a00d9338f1d90f13b10961c";
    private const string Identity = "batch.2:13860:f923dc00dd4a";
    private const string IteratingJid = "7a3bc332f65acd536825796a";
    private const string Profile = "anna-6b3c04e561cfa0f076d2bb4e";
    private const string Class = "Catalog::MsJob";

    private static readonly JobFilter Filter = JobFilter.Parse("class:Catalog::* or error:*");
    private static readonly DateOnly Day = new(2026, 11, 23);
    private static readonly QueueReadOptions SmallPages = new() { PageSize = 10 };
    private static readonly JobSetReadOptions SmallSetPages = new() { PageSize = 10, Order = JobOrder.OldestFirst };

    public static IReadOnlyList<Read> All { get; } =
    [
        Of("ISidekiqShard.GetServerInfoAsync", async (shard, cancel) => (await shard.GetServerInfoAsync(cancel)).Version is not null),
        Of("ISidekiqShard.GetStatsAsync", async (shard, cancel) => await shard.GetStatsAsync(cancellationToken: cancel)),
        Of("ISidekiqShard.GetJobsAsync", async (shard, cancel) => Told(await shard.GetJobsAsync(new JobQuery { Filter = Filter, Limit = 20 }, cancel))),
        Of("ISidekiqShard.GetJobsAsync", async (shard, cancel) =>
        {
            var first = await shard.GetJobsAsync(new JobQuery { Limit = 15, Order = JobOrder.OldestFirst }, cancel);
            return Told(await shard.GetJobsAsync(new JobQuery { Limit = 15, Order = JobOrder.OldestFirst, Cursor = first.Cursor }, cancel));
        }),
        Of("ISidekiqShard.ReadJobsAsync", async (shard, cancel) => await shard.ReadJobsAsync(JobSources.All, cancellationToken: cancel).ToListAsync(cancel)),
        Of("ISidekiqShard.CountJobsAsync", async (shard, cancel) => await shard.CountJobsAsync(JobSources.All, cancellationToken: cancel)),
        Of("ISidekiqShard.CountJobsAsync", async (shard, cancel) =>
            await shard.CountJobsAsync(JobSources.All, Filter, JobField.Parse("class"), cancel)),
        Of("ISidekiqShard.FindJobsAsync", async (shard, cancel) => await shard.FindJobsAsync([Jid, RunningJid], cancel)),
        Of("ISidekiqShard.FindEntryAsync", async (shard, cancel) =>
            await shard.FindEntryAsync(EntryId.Of(shard.Name, JobSource.Dead, (await FirstAsync(shard.DeadSet, cancel)).Raw.Span), cancel)),
        Of("IQueueSet.ListAsync", async (shard, cancel) => await shard.Queues.ListAsync(cancellationToken: cancel)),
        Of("IQueueSet.ListAsync", async (shard, cancel) => await shard.Queues.ListAsync(includeUnregistered: true, cancel)),
        Of("IQueueSet.GetSizesAsync", async (shard, cancel) => await shard.Queues.GetSizesAsync(cancel)),
        Of("IQueueSet.GetSummariesAsync", async (shard, cancel) => await shard.Queues.GetSummariesAsync(cancellationToken: cancel)),
        Of("IQueueSet.GetSummariesAsync", async (shard, cancel) => await shard.Queues.GetSummariesAsync(includeUnregistered: true, cancel)),
        Of("IJobQueue.GetSizeAsync", async (shard, cancel) => await shard.Queue("default").GetSizeAsync(cancel)),
        Of("IJobQueue.GetLatencyAsync", async (shard, cancel) => await shard.Queue("default").GetLatencyAsync(cancel)),
        Of("IJobQueue.IsPausedAsync", async (shard, cancel) => await shard.Queue("low").IsPausedAsync(cancel)),
        Of("IJobQueue.ExistsAsync", async (shard, cancel) => await shard.Queue("default").ExistsAsync(cancel)),
        Of("IJobQueue.GetSummaryAsync", async (shard, cancel) => await shard.Queue("default").GetSummaryAsync(cancel)),
        Of("IJobQueue.ReadAsync", async (shard, cancel) => await shard.Queue("default").ReadAsync(cancellationToken: cancel).ToListAsync(cancel)),
        Of("IJobQueue.ReadAsync", async (shard, cancel) => await shard.Queue("default").ReadAsync(SmallPages, cancel).ToListAsync(cancel)),
        Of("IJobQueue.ReadAsync", async (shard, cancel) =>
            await shard.Queue("default").ReadAsync(SmallPages with { Order = JobOrder.OldestFirst }, cancel).ToListAsync(cancel)),
        Of("IJobQueue.GetPageAsync", async (shard, cancel) => await shard.Queue("default").GetPageAsync(50, 25, cancellationToken: cancel)),
        Of("IJobQueue.FindJobAsync", async (shard, cancel) => await shard.Queue("critical").FindJobAsync(Jid, cancel)),
        Of("IJobQueue.GetEntryAsync", async (shard, cancel) =>
        {
            var queue = shard.Queue("default");
            var last = await queue.ReadAsync(cancellationToken: cancel).LastOrDefaultAsync(cancel);
            return last is null ? null : await queue.GetEntryAsync(last.Id, cancel);
        }),
        Of("IJobSet.GetSizeAsync", async (shard, cancel) => await shard.RetrySet.GetSizeAsync(cancel)),
        Of("IJobSet.ReadAsync", async (shard, cancel) => await shard.ScheduledSet.ReadAsync(cancellationToken: cancel).ToListAsync(cancel)),
        Of("IJobSet.ReadAsync", async (shard, cancel) => await shard.RetrySet.ReadAsync(SmallSetPages, cancel).ToListAsync(cancel)),
        Of("IJobSet.GetPageAsync", async (shard, cancel) => await shard.RetrySet.GetPageAsync(20, 10, cancellationToken: cancel)),
        Of("IJobSet.SearchAsync", async (shard, cancel) =>
            await shard.RetrySet.SearchAsync(Filter, cancel).OrderBy(entry => entry.Id.ToString()).ToListAsync(cancel)),
        Of("IJobSet.FetchAsync", async (shard, cancel) =>
            await shard.DeadSet.FetchAsync((await FirstAsync(shard.DeadSet, cancel)).Score, cancellationToken: cancel)),
        Of("IJobSet.FetchAsync", async (shard, cancel) =>
            await shard.DeadSet.FetchAsync(DateTimeOffset.UnixEpoch, shard.TimeProvider.GetUtcNow(), cancellationToken: cancel)),
        Of("IJobSet.FindJobAsync", async (shard, cancel) =>
            await shard.DeadSet.FindJobAsync((await FirstAsync(shard.DeadSet, cancel)).Jid!, cancel)),
        Of("IJobSet.GetEntryAsync", async (shard, cancel) =>
            await shard.DeadSet.GetEntryAsync((await FirstAsync(shard.DeadSet, cancel)).Id, cancel)),
        Of("IStatsReader.GetAsync", async (shard, cancel) => await shard.Stats.GetAsync(includeSlowHalf: false, cancel)),
        Of("IStatsReader.GetHistoryAsync", async (shard, cancel) => await shard.Stats.GetHistoryAsync(Day, 30, cancel)),
        Of("IProcessSet.ListAsync", async (shard, cancel) => await shard.Processes.ListAsync(cancel)),
        Of("IProcessSet.GetAsync", async (shard, cancel) => await shard.Processes.GetAsync(Identity, cancel)),
        Of("IProcessSet.GetSummaryAsync", async (shard, cancel) => await shard.Processes.GetSummaryAsync(cancel)),
        Of("IProcessSet.CountAsync", async (shard, cancel) => await shard.Processes.CountAsync(cancel)),
        Of("IProcessSet.GetLeaderAsync", async (shard, cancel) => await shard.Processes.GetLeaderAsync(cancel)),
        Of("IProcessSet.WaitUntilQuietAsync", async (shard, cancel) => await shard.Processes.WaitUntilQuietAsync(Identity, TimeSpan.Zero, cancel)),
        Of("IProcessSet.WaitUntilGoneAsync", async (shard, cancel) => await shard.Processes.WaitUntilGoneAsync(Identity, TimeSpan.Zero, cancel)),
        Of("IWorkSet.ListAsync", async (shard, cancel) => await shard.Work.ListAsync(cancel)),
        Of("IWorkSet.CountAsync", async (shard, cancel) => await shard.Work.CountAsync(cancel)),
        Of("IWorkSet.FindWorkAsync", async (shard, cancel) => await shard.Work.FindWorkAsync(RunningJid, cancel)),
        Of("IMetricsQuery.GetTopJobsAsync", async (shard, cancel) => await shard.Metrics.GetTopJobsAsync(cancellationToken: cancel)),
        Of("IMetricsQuery.GetTopJobsAsync", async (shard, cancel) => await shard.Metrics.GetTopJobsAsync(MetricsWindow.LastHours(72), "*Job", cancel)),
        Of("IMetricsQuery.GetJobAsync", async (shard, cancel) => await shard.Metrics.GetJobAsync(Class, cancellationToken: cancel)),
        Of("IDeployMarks.GetMarksAsync", async (shard, cancel) => await shard.Deploys.GetMarksAsync(Day, cancel)),
        Of("IProfileSet.ListAsync", async (shard, cancel) => await shard.Profiles.ListAsync(cancel)),
        Of("IProfileSet.CountAsync", async (shard, cancel) => await shard.Profiles.CountAsync(cancel)),
        Of("IProfileSet.OpenDataAsync", async (shard, cancel) => await shard.Profiles.OpenDataAsync(Profile, cancel)),
        Of("IIterationSet.GetAsync", async (shard, cancel) => await shard.Iterations.GetAsync(IteratingJid, cancel)),
        Of("IIterationSet.GetManyAsync", async (shard, cancel) => await shard.Iterations.GetManyAsync([IteratingJid, Jid], cancel)),
    ];

    private static Read Of(string member, Func<ISidekiqShard, CancellationToken, Task<object?>> askAsync) => new(member, askAsync);

    /// <summary>A page without its cursor, which follows from the shard's name.</summary>
    private static object Told(JobPage page) => new { page.Jobs, HasMore = page.Cursor is not null };

    private static async Task<SortedEntry> FirstAsync(IJobSet set, CancellationToken cancel) =>
        await set.ReadAsync(cancellationToken: cancel).FirstAsync(entry => entry.Jid is not null, cancel);
}
