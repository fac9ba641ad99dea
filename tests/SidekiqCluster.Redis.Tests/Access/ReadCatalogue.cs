namespace SidekiqCluster.Redis.Tests.Access;

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
        Of("SidekiqShard.GetServerInfoAsync", async (shard, cancel) => (await shard.GetServerInfoAsync(cancel)).Version is not null),
        Of("SidekiqShard.GetStatsAsync", async (shard, cancel) => await shard.GetStatsAsync(cancellationToken: cancel)),
        Of("SidekiqShard.GetJobsAsync", async (shard, cancel) => await shard.GetJobsAsync(new JobQuery { Filter = Filter, Limit = 20 }, cancel)),
        Of("SidekiqShard.GetJobsAsync", async (shard, cancel) =>
        {
            var first = await shard.GetJobsAsync(new JobQuery { Limit = 15, Order = JobOrder.OldestFirst }, cancel);
            return await shard.GetJobsAsync(new JobQuery { Limit = 15, Order = JobOrder.OldestFirst, Cursor = first.Cursor }, cancel);
        }),
        Of("SidekiqShard.ReadJobsAsync", async (shard, cancel) => await shard.ReadJobsAsync(JobSources.All, cancellationToken: cancel).ToListAsync(cancel)),
        Of("SidekiqShard.CountJobsAsync", async (shard, cancel) => await shard.CountJobsAsync(JobSources.All, cancellationToken: cancel)),
        Of("SidekiqShard.CountJobsAsync", async (shard, cancel) =>
            await shard.CountJobsAsync(JobSources.All, Filter, JobField.Parse("class"), cancel)),
        Of("SidekiqShard.FindJobsAsync", async (shard, cancel) => await shard.FindJobsAsync([Jid, RunningJid], cancel)),
        Of("SidekiqShard.FindEntryAsync", async (shard, cancel) =>
            await shard.FindEntryAsync(EntryId.Of(shard.Name, JobSource.Dead, (await FirstAsync(shard.DeadSet, cancel)).Raw.Span), cancel)),
        Of("QueueSet.ListAsync", async (shard, cancel) => await shard.Queues.ListAsync(cancellationToken: cancel)),
        Of("QueueSet.ListAsync", async (shard, cancel) => await shard.Queues.ListAsync(includeUnregistered: true, cancel)),
        Of("QueueSet.GetSizesAsync", async (shard, cancel) => await shard.Queues.GetSizesAsync(cancel)),
        Of("QueueSet.GetSummariesAsync", async (shard, cancel) => await shard.Queues.GetSummariesAsync(cancellationToken: cancel)),
        Of("QueueSet.GetSummariesAsync", async (shard, cancel) => await shard.Queues.GetSummariesAsync(includeUnregistered: true, cancel)),
        Of("JobQueue.GetSizeAsync", async (shard, cancel) => await shard.Queue("default").GetSizeAsync(cancel)),
        Of("JobQueue.GetLatencyAsync", async (shard, cancel) => await shard.Queue("default").GetLatencyAsync(cancel)),
        Of("JobQueue.IsPausedAsync", async (shard, cancel) => await shard.Queue("low").IsPausedAsync(cancel)),
        Of("JobQueue.ExistsAsync", async (shard, cancel) => await shard.Queue("default").ExistsAsync(cancel)),
        Of("JobQueue.GetSummaryAsync", async (shard, cancel) => await shard.Queue("default").GetSummaryAsync(cancel)),
        Of("JobQueue.ReadAsync", async (shard, cancel) => await shard.Queue("default").ReadAsync(cancellationToken: cancel).ToListAsync(cancel)),
        Of("JobQueue.ReadAsync", async (shard, cancel) => await shard.Queue("default").ReadAsync(SmallPages, cancel).ToListAsync(cancel)),
        Of("JobQueue.ReadAsync", async (shard, cancel) =>
            await shard.Queue("default").ReadAsync(SmallPages with { Order = JobOrder.OldestFirst }, cancel).ToListAsync(cancel)),
        Of("JobQueue.GetPageAsync", async (shard, cancel) => await shard.Queue("default").GetPageAsync(50, 25, cancellationToken: cancel)),
        Of("JobQueue.FindJobAsync", async (shard, cancel) => await shard.Queue("critical").FindJobAsync(Jid, cancel)),
        Of("JobQueue.GetEntryAsync", async (shard, cancel) =>
        {
            var queue = shard.Queue("default");
            var last = await queue.ReadAsync(cancellationToken: cancel).LastAsync(cancel);
            return await queue.GetEntryAsync(last.Id, cancel);
        }),
        Of("JobSet.GetSizeAsync", async (shard, cancel) => await shard.RetrySet.GetSizeAsync(cancel)),
        Of("JobSet.ReadAsync", async (shard, cancel) => await shard.ScheduledSet.ReadAsync(cancellationToken: cancel).ToListAsync(cancel)),
        Of("JobSet.ReadAsync", async (shard, cancel) => await shard.RetrySet.ReadAsync(SmallSetPages, cancel).ToListAsync(cancel)),
        Of("JobSet.GetPageAsync", async (shard, cancel) => await shard.RetrySet.GetPageAsync(20, 10, cancellationToken: cancel)),
        Of("JobSet.SearchAsync", async (shard, cancel) =>
            await shard.RetrySet.SearchAsync(Filter, cancel).OrderBy(entry => entry.Id.ToString()).ToListAsync(cancel)),
        Of("JobSet.FetchAsync", async (shard, cancel) =>
            await shard.DeadSet.FetchAsync((await FirstAsync(shard.DeadSet, cancel)).Score, cancellationToken: cancel)),
        Of("JobSet.FetchAsync", async (shard, cancel) =>
            await shard.DeadSet.FetchAsync(DateTimeOffset.UnixEpoch, shard.TimeProvider.GetUtcNow(), cancellationToken: cancel)),
        Of("JobSet.FindJobAsync", async (shard, cancel) =>
            await shard.DeadSet.FindJobAsync((await FirstAsync(shard.DeadSet, cancel)).Jid!, cancel)),
        Of("JobSet.GetEntryAsync", async (shard, cancel) =>
            await shard.DeadSet.GetEntryAsync((await FirstAsync(shard.DeadSet, cancel)).Id, cancel)),
        Of("JobPager.GetPageAsync", async (shard, cancel) =>
            await new JobPager(ShardSource.Of(shard)).GetPageAsync(new JobQuery { Filter = Filter, Limit = 20 }, cancel)),
        Of("StatsReader.GetAsync", async (shard, cancel) => await shard.Stats.GetAsync(includeSlowHalf: false, cancel)),
        Of("StatsReader.GetHistoryAsync", async (shard, cancel) => await shard.Stats.GetHistoryAsync(Day, 30, cancel)),
        Of("ProcessSet.ListAsync", async (shard, cancel) => await shard.Processes.ListAsync(cancel)),
        Of("ProcessSet.GetAsync", async (shard, cancel) => await shard.Processes.GetAsync(Identity, cancel)),
        Of("ProcessSet.GetSummaryAsync", async (shard, cancel) => await shard.Processes.GetSummaryAsync(cancel)),
        Of("ProcessSet.CountAsync", async (shard, cancel) => await shard.Processes.CountAsync(cancel)),
        Of("ProcessSet.GetLeaderAsync", async (shard, cancel) => await shard.Processes.GetLeaderAsync(cancel)),
        Of("ProcessSet.WaitUntilQuietAsync", async (shard, cancel) => await shard.Processes.WaitUntilQuietAsync(Identity, TimeSpan.Zero, cancel)),
        Of("ProcessSet.WaitUntilGoneAsync", async (shard, cancel) => await shard.Processes.WaitUntilGoneAsync(Identity, TimeSpan.Zero, cancel)),
        Of("WorkSet.ListAsync", async (shard, cancel) => await shard.Work.ListAsync(cancel)),
        Of("WorkSet.CountAsync", async (shard, cancel) => await shard.Work.CountAsync(cancel)),
        Of("WorkSet.FindWorkAsync", async (shard, cancel) => await shard.Work.FindWorkAsync(RunningJid, cancel)),
        Of("MetricsQuery.GetTopJobsAsync", async (shard, cancel) => await shard.Metrics.GetTopJobsAsync(cancellationToken: cancel)),
        Of("MetricsQuery.GetTopJobsAsync", async (shard, cancel) => await shard.Metrics.GetTopJobsAsync(MetricsWindow.LastHours(72), "*Job", cancel)),
        Of("MetricsQuery.GetJobAsync", async (shard, cancel) => await shard.Metrics.GetJobAsync(Class, cancellationToken: cancel)),
        Of("DeployMarks.GetMarksAsync", async (shard, cancel) => await shard.Deploys.GetMarksAsync(Day, cancel)),
        Of("ProfileSet.ListAsync", async (shard, cancel) => await shard.Profiles.ListAsync(cancel)),
        Of("ProfileSet.CountAsync", async (shard, cancel) => await shard.Profiles.CountAsync(cancel)),
        Of("ProfileSet.OpenDataAsync", async (shard, cancel) => await shard.Profiles.OpenDataAsync(Profile, cancel)),
        Of("IterationSet.GetAsync", async (shard, cancel) => await shard.Iterations.GetAsync(IteratingJid, cancel)),
        Of("IterationSet.GetManyAsync", async (shard, cancel) => await shard.Iterations.GetManyAsync([IteratingJid, Jid], cancel)),
    ];

    private static Read Of(string member, Func<SidekiqShard, CancellationToken, Task<object?>> askAsync) => new(member, askAsync);

    private static async Task<SortedEntry> FirstAsync(JobSet set, CancellationToken cancel) =>
        await set.ReadAsync(cancellationToken: cancel).FirstAsync(entry => entry.Jid is not null, cancel);
}
