namespace SidekiqCluster.Samples;

/// <summary>The C# of README's comparison, by its heading there; a test compares the texts and runs each.</summary>
internal static class ReadmeExamples
{
    public static IReadOnlyDictionary<string, Func<SidekiqShard, Task>> ByHeading { get; } =
        new Dictionary<string, Func<SidekiqShard, Task>>
        {
            ["Stats"] = StatsAsync,
            ["History, with a start date"] = HistoryAsync,
            ["Queues"] = QueuesAsync,
            ["The jobs of a queue"] = JobsOfAQueueAsync,
            ["Scheduled jobs"] = ScheduledAsync,
            ["Retries of one class"] = RetriesOfOneClassAsync,
            ["Retries of a Delayed Extension, by target and method"] = RetriesOfADelayedExtensionAsync,
            ["Dead jobs"] = DeadAsync,
            ["Processes"] = ProcessesAsync,
            ["Workers"] = WorkersAsync,
        };

    private static async Task StatsAsync(SidekiqShard shard)
    {
        var stats = await shard.GetStatsAsync();
        Console.WriteLine($"{stats.Processed} {stats.Failed} {stats.Enqueued} {stats.Retries}");
    }

    private static async Task HistoryAsync(SidekiqShard shard)
    {
        var history = await shard.Stats.GetHistoryAsync(newestDay: new DateOnly(2026, 11, 22), days: 3);
        foreach (var day in history.Days)
        {
            Console.WriteLine($"{day.Date:yyyy-MM-dd} {day.Processed}");
        }
    }

    private static async Task QueuesAsync(SidekiqShard shard)
    {
        foreach (var queue in (await shard.Queues.GetSummariesAsync()).OrderBy(queue => queue.Name, StringComparer.Ordinal))
        {
            Console.WriteLine($"{queue.Name} {queue.Size}");
        }
    }

    private static async Task JobsOfAQueueAsync(SidekiqShard shard)
    {
        await foreach (var job in shard.Queue("mailers").ReadAsync())
        {
            Console.WriteLine($"{job.Jid} {job.Class}");
        }
    }

    private static async Task ScheduledAsync(SidekiqShard shard)
    {
        await foreach (var job in shard.ScheduledSet.SearchAsync(JobFilter.Parse("at>2027-01-01")))
        {
            Console.WriteLine($"{job.Jid} {job.Class}");
        }
    }

    private static async Task RetriesOfOneClassAsync(SidekiqShard shard)
    {
        await foreach (var job in shard.RetrySet.SearchAsync(JobFilter.Parse("class:Billing::ChargeJob")))
        {
            Console.WriteLine(job.Jid);
        }
    }

    private static async Task RetriesOfADelayedExtensionAsync(SidekiqShard shard)
    {
        await foreach (var job in shard.RetrySet.SearchAsync(JobFilter.Parse("target=Newsletter::Digest method=purge")))
        {
            Console.WriteLine(job.Jid);
        }
    }

    private static async Task DeadAsync(SidekiqShard shard)
    {
        await foreach (var job in shard.DeadSet.ReadAsync())
        {
            Console.WriteLine($"{job.Jid} {job.ErrorClass}");
        }
    }

    private static async Task ProcessesAsync(SidekiqShard shard)
    {
        foreach (var process in await shard.Processes.ListAsync())
        {
            Console.WriteLine($"{process.Identity} {process.Busy}");
        }
    }

    private static async Task WorkersAsync(SidekiqShard shard)
    {
        foreach (var work in await shard.Work.ListAsync())
        {
            Console.WriteLine($"{work.ProcessIdentity} {work.ThreadId} {work.Queue}");
        }
    }
}
