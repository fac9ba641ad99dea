using System.Text;

namespace SidekiqCluster.Redis.Tests.DataApi.Access;

/// <summary>Every act on a shard, done to what Sidekiq 8.1.7 wrote; each changes something.</summary>
internal static class WriteCatalogue
{
    private const string Act = "Operations/act";
    private const string Push = "Clients/push";
    private const string Restore = "Operations/restore";
    private const string Worker = "worker.1:13859:7746e7181a72";

    private static readonly DateTimeOffset Later = new(2030, 3, 17, 17, 46, 40, TimeSpan.Zero);
    private static readonly JobFilter Refunds = JobFilter.Parse("class:Billing::RefundJob queue=low");
    private static readonly JobSelection RefundsInRetry = JobSelection.Where(JobSources.Of(JobSource.Retry), Refunds);

    public static IReadOnlyList<Write> All { get; } =
    [
        ByFilter("IJobOperations.DeleteAsync", Act, async (shard, cancel) => await shard.Operations.DeleteAsync(RefundsInRetry, null, cancel)),
        ByFilter("IJobOperations.DeleteAsync", Act, async (shard, cancel) => await shard.Operations.DeleteAsync(
            JobSelection.Where(JobSources.Of(JobSource.Queue("twins")), JobFilter.All), new OperationOptions { Limit = 2 }, cancel)),
        ByFilter("IJobOperations.RetryAsync", Act, async (shard, cancel) =>
            await shard.Operations.RetryAsync(RefundsInRetry, cancellationToken: cancel)),
        ByFilter("IJobOperations.AddToQueueAsync", Act, async (shard, cancel) => await shard.Operations.AddToQueueAsync(RefundsInRetry, null, cancel)),
        ByFilter("IJobOperations.KillAsync", Act, async (shard, cancel) => await shard.Operations.KillAsync(RefundsInRetry, null, cancel)),
        ByFilter("IJobOperations.RescheduleAsync", Act, async (shard, cancel) =>
            await shard.Operations.RescheduleAsync(RefundsInRetry, Later, cancellationToken: cancel)),
        ByFilter("IJobOperations.MoveAsync", Act, async (shard, cancel) => await shard.Operations.MoveAsync(
            JobSelection.Where(JobSources.Of(JobSource.Queue("default")), JobFilter.Parse("class:Billing::EncryptedJob")), "elsewhere", null, cancel)),
        Of("ISidekiqClient.PushAsync", Push, async (shard, cancel) => await shard.Client.PushAsync(New("a"), cancel)),
        Of("ISidekiqClient.PushAsync", Push, async (shard, cancel) => await shard.Client.PushAsync(New("a") with { At = Later }, cancel)),
        Of("ISidekiqClient.PushBulkAsync", Push, async (shard, cancel) =>
        {
            var pushed = await shard.Client.PushBulkAsync([New("a"), New("b") with { Queue = "new" }, New("c")], cancellationToken: cancel);
            return pushed.Stored;
        }),
        Of("IJobOperations.RestoreAsync", Restore, async (shard, cancel) => await shard.Operations.RestoreAsync(
            [Saved(shard, JobSource.Queue("restored"), null, "a"), Saved(shard, JobSource.Queue("restored"), null, "b")], null, cancel)),
        Of("IJobOperations.RestoreAsync", Restore, async (shard, cancel) =>
            await shard.Operations.RestoreAsync([Saved(shard, JobSource.Retry, 5.25, "a")], null, cancel)),
        Of("IJobQueue.ClearAsync", "Queues/clear", async (shard, cancel) => await shard.Queue("default").ClearAsync(cancel)),
        Of("IJobQueue.PauseAsync", "Queues/pause", async (shard, cancel) => await shard.Queue("default").PauseAsync(cancel)),
        Of("IJobQueue.UnpauseAsync", "Queues/pause", async (shard, cancel) => await shard.Queue("low").UnpauseAsync(cancel)),
        OnFirst("IJobQueue.DeleteAsync", async (shard, cancel) => await shard.Queue("twins").ReadAsync(cancellationToken: cancel).FirstAsync(cancel),
            async (shard, job, cancel) => await shard.Queue("twins").DeleteAsync(job, cancel)),
        ByFilter("IJobQueue.DeleteJobAsync", Act, async (shard, cancel) =>
            await shard.Queue("critical").DeleteJobAsync("5b6b1ff9a78f5341f29e8604", cancel)),
        ByFilter("IJobQueue.DeleteByClassAsync", Act, async (shard, cancel) =>
            await shard.Queue("default").DeleteByClassAsync("Billing::EncryptedJob", cancel)),
        Of("IJobSet.ClearAsync", "JobSets/clear", async (shard, cancel) => await shard.RetrySet.ClearAsync(cancel)),
        OnFirst("IJobSet.DeleteAsync", Retrying, async (shard, entry, cancel) => await shard.RetrySet.DeleteAsync(entry, cancel)),
        OnFirst("IJobSet.DeleteAsync", Retrying, async (shard, entry, cancel) =>
            await shard.RetrySet.DeleteAsync(entry.Score, entry.Jid!, cancel)),
        OnFirst("IJobSet.RescheduleAsync", async (shard, cancel) => await FirstAsync(shard.ScheduledSet, cancel),
            async (shard, entry, cancel) => await shard.ScheduledSet.RescheduleAsync(entry, Later, cancel)),
        OnFirst("IJobSet.AddToQueueAsync", async (shard, cancel) => await FirstAsync(shard.DeadSet, cancel),
            async (shard, entry, cancel) => await shard.DeadSet.AddToQueueAsync(entry, cancel)),
        OnFirst("IJobSet.RetryAsync", Retrying, async (shard, entry, cancel) => await shard.RetrySet.RetryAsync(entry, cancel)),
        OnFirst("IJobSet.KillAsync", Retrying, async (shard, entry, cancel) => await shard.RetrySet.KillAsync(entry, cancel)),
        ByFilter("IJobSet.RetryAllAsync", Act, async (shard, cancel) => await shard.RetrySet.RetryAllAsync(Refunds, null, cancel)),
        ByFilter("IJobSet.AddToQueueAllAsync", Act, async (shard, cancel) => await shard.RetrySet.AddToQueueAllAsync(Refunds, null, cancel)),
        ByFilter("IJobSet.KillAllAsync", Act, async (shard, cancel) => await shard.RetrySet.KillAllAsync(Refunds, null, cancel)),
        ByFilter("IJobSet.DeleteAllAsync", Act, async (shard, cancel) => await shard.RetrySet.DeleteAllAsync(Refunds, null, cancel)),
        Of("IScheduledSet.ScheduleAsync", "JobSets/add", async (shard, cancel) =>
            await shard.ScheduledSet.ScheduleAsync(Later, Encoding.UTF8.GetBytes("""{"class":"X","args":["ü"],"at":5}"""), cancel)),
        Of("IDeadSet.AddAsync", "JobSets/add", async (shard, cancel) => await shard.DeadSet.AddAsync(new byte[] { 0xff, 0 }, cancel)),
        Of("IDeadSet.TrimAsync", "JobSets/trim", async (shard, cancel) => await shard.DeadSet.TrimAsync(10, null, null, cancel)),
        Of("IStatsReader.ResetAsync", "Stats/reset", async (shard, cancel) =>
        {
            await shard.Stats.ResetAsync(StatCounters.Processed | StatCounters.Failed, cancel);
            return null;
        }),
        Of("IProcessSet.QuietAsync", "Processes/signal", async (shard, cancel) => await shard.Processes.QuietAsync(Worker, cancel)),
        Of("IProcessSet.StopAsync", "Processes/signal", async (shard, cancel) => await shard.Processes.StopAsync(Worker, cancel)),
        Of("IProcessSet.DumpThreadsAsync", "Processes/signal", async (shard, cancel) => await shard.Processes.DumpThreadsAsync(Worker, cancel)),
        Of("IProcessSet.QuietAllAsync", "Processes/signal", async (shard, cancel) => await shard.Processes.QuietAllAsync(cancel)),
        Of("IProcessSet.StopAllAsync", "Processes/signal", async (shard, cancel) => await shard.Processes.StopAllAsync(cancel)),
        Of("IProcessSet.DumpThreadsAllAsync", "Processes/signal", async (shard, cancel) => await shard.Processes.DumpThreadsAllAsync(cancel)),
        Of("IProcessSet.PruneAsync", "Processes/prune", async (shard, cancel) => await shard.Processes.PruneAsync(cancel)) with { Absent = "process_cleanup" },
        Of("IIterationSet.CancelAsync", "Iterations/cancel", async (shard, cancel) => await shard.Iterations.CancelAsync("feedfacefeedfacefeedface", cancel)),
        Of("IDeployMarks.MarkAsync", "Deploys/mark", async (shard, cancel) => await shard.Deploys.MarkAsync("v2", null, cancel)),
    ];

    private static Write Of(string member, string script, Func<ISidekiqShard, CancellationToken, Task<object?>> actAsync) =>
        new(member, script, actAsync);

    private static Write ByFilter(string member, string script, Func<ISidekiqShard, CancellationToken, Task<object?>> actAsync) =>
        Of(member, script, actAsync) with { IsByFilter = true };

    private static Write OnFirst<T>(
        string member,
        Func<ISidekiqShard, CancellationToken, Task<T>> chooseAsync,
        Func<ISidekiqShard, T, CancellationToken, Task<object?>> actAsync) =>
        Of(member, Act, async (shard, cancel) => await actAsync(shard, await chooseAsync(shard, cancel), cancel)) with
        {
            ChooseAsync = async (shard, cancel) =>
            {
                var job = await chooseAsync(shard, cancel);
                return (acting, cancelActing) => actAsync(acting, job, cancelActing);
            },
        };

    private static Task<SortedEntry> Retrying(ISidekiqShard shard, CancellationToken cancel) => FirstAsync(shard.RetrySet, cancel);

    private static JobRequest New(string jid) => new() { Class = "Catalog::IndexJob", Args = JsonArguments.Of(1, "ü"), Jid = jid };

    private static SavedJob Saved(ISidekiqShard shard, JobSource source, double? score, string raw) =>
        new() { Shard = shard.Name, Source = source, Score = score, Raw = Encoding.UTF8.GetBytes(raw) };

    private static async Task<SortedEntry> FirstAsync(IJobSet set, CancellationToken cancel) =>
        await set.ReadAsync(cancellationToken: cancel).FirstAsync(entry => entry.Class is not null && entry.Args is not null, cancel);
}
