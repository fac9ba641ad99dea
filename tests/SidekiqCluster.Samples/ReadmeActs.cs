namespace SidekiqCluster.Samples;

/// <summary>The acting C# of README's comparison, by its heading there; a test compares the texts and runs each.</summary>
internal static class ReadmeActs
{
    public static IReadOnlyDictionary<string, Func<SidekiqShard, Task>> ByHeading { get; } =
        new Dictionary<string, Func<SidekiqShard, Task>>
        {
            ["Delete a job of a queue"] = DeleteAJobOfAQueueAsync,
            ["Delete the jobs of a class from a queue"] = DeleteTheJobsOfAClassAsync,
            ["Clear a queue"] = ClearAQueueAsync,
            ["Delete a retry"] = DeleteARetryAsync,
            ["Retry a dead job now"] = RetryADeadJobAsync,
            ["Kill a retry"] = KillARetryAsync,
            ["Run a scheduled job now"] = RunAScheduledJobAsync,
            ["Reschedule a job"] = RescheduleAJobAsync,
            ["Retry the dead jobs of a class"] = RetryTheDeadJobsOfAClassAsync,
            ["Retry all retries now"] = RetryAllAsync,
            ["Kill all retries"] = KillAllAsync,
            ["Run now what is due until a time"] = AddAllToQueueAsync,
            ["Clear a set"] = ClearASetAsync,
            ["Schedule a payload"] = ScheduleAPayloadAsync,
            ["Put a payload into the dead set"] = AddToTheDeadSetAsync,
            ["Trim the dead set"] = TrimTheDeadSetAsync,
            ["Reset the counters"] = ResetTheCountersAsync,
            ["Quiet a process"] = QuietAProcessAsync,
            ["Stop a process"] = StopAProcessAsync,
            ["Dump the threads of a process"] = DumpThreadsAsync,
            ["Take dead processes off the list"] = PruneProcessesAsync,
            ["Pause a queue"] = PauseAQueueAsync,
            ["Cancel an iterable job"] = CancelAnIterableJobAsync,
            ["Mark a deploy"] = MarkADeployAsync,
            ["Push a job"] = PushAJobAsync,
            ["Push a job for later"] = PushAJobForLaterAsync,
            ["Push many jobs"] = PushManyJobsAsync,
        };

    private static async Task DeleteAJobOfAQueueAsync(SidekiqShard shard)
    {
        await shard.Queue("mailers").DeleteJobAsync("eeba1a3b1fa52124759844e1");
    }

    private static async Task DeleteTheJobsOfAClassAsync(SidekiqShard shard)
    {
        await shard.Queue("default").DeleteByClassAsync("Billing::EncryptedJob");
    }

    private static async Task ClearAQueueAsync(SidekiqShard shard)
    {
        await shard.Queue("low").ClearAsync();
    }

    private static async Task DeleteARetryAsync(SidekiqShard shard)
    {
        var job = await shard.RetrySet.FindJobAsync("26e242cd264e628c19387977");
        await shard.RetrySet.DeleteAsync(job!);
    }

    private static async Task RetryADeadJobAsync(SidekiqShard shard)
    {
        var job = await shard.DeadSet.FindJobAsync("aed297aa26608e70c6ad0293");
        await shard.DeadSet.RetryAsync(job!);
    }

    private static async Task KillARetryAsync(SidekiqShard shard)
    {
        var job = await shard.RetrySet.FindJobAsync("26e242cd264e628c19387977");
        await shard.RetrySet.KillAsync(job!);
    }

    private static async Task RunAScheduledJobAsync(SidekiqShard shard)
    {
        var job = await shard.ScheduledSet.FindJobAsync("0c918be024788d9f1038e329");
        await shard.ScheduledSet.AddToQueueAsync(job!);
    }

    private static async Task RescheduleAJobAsync(SidekiqShard shard)
    {
        var job = await shard.ScheduledSet.FindJobAsync("0c918be024788d9f1038e329");
        await shard.ScheduledSet.RescheduleAsync(job!, new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private static async Task RetryTheDeadJobsOfAClassAsync(SidekiqShard shard)
    {
        await shard.DeadSet.RetryAllAsync(JobFilter.Parse("class:Billing::RefundJob"));
    }

    private static async Task RetryAllAsync(SidekiqShard shard)
    {
        await shard.RetrySet.RetryAllAsync();
    }

    private static async Task KillAllAsync(SidekiqShard shard)
    {
        await shard.RetrySet.KillAllAsync();
    }

    private static async Task AddAllToQueueAsync(SidekiqShard shard)
    {
        await shard.ScheduledSet.AddToQueueAllAsync(JobFilter.Parse("at<2026-11-23T17:00"));
    }

    private static async Task ClearASetAsync(SidekiqShard shard)
    {
        await shard.DeadSet.ClearAsync();
    }

    private static async Task ScheduleAPayloadAsync(SidekiqShard shard)
    {
        var payload = """{"class":"Catalog::IndexJob","args":[1],"jid":"b4a577edbccf1d805744efa9"}"""u8.ToArray();
        await shard.ScheduledSet.ScheduleAsync(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), payload);
    }

    private static async Task AddToTheDeadSetAsync(SidekiqShard shard)
    {
        await shard.DeadSet.AddAsync("""{"class":"Catalog::IndexJob","args":[1],"jid":"b4a577edbccf1d805744efa9"}"""u8.ToArray());
    }

    private static async Task TrimTheDeadSetAsync(SidekiqShard shard)
    {
        await shard.DeadSet.TrimAsync(maxJobs: 10_000, maxAge: TimeSpan.FromDays(30));
    }

    private static async Task ResetTheCountersAsync(SidekiqShard shard)
    {
        await shard.Stats.ResetAsync(StatCounters.Processed | StatCounters.Failed);
    }

    private static async Task QuietAProcessAsync(SidekiqShard shard)
    {
        await shard.Processes.QuietAsync("worker.1:16940:40efd70c7852");
    }

    private static async Task StopAProcessAsync(SidekiqShard shard)
    {
        await shard.Processes.StopAsync("worker.1:16940:40efd70c7852");
    }

    private static async Task DumpThreadsAsync(SidekiqShard shard)
    {
        await shard.Processes.DumpThreadsAsync("worker.1:16940:40efd70c7852");
    }

    private static async Task PruneProcessesAsync(SidekiqShard shard)
    {
        await shard.Processes.PruneAsync();
    }

    private static async Task PauseAQueueAsync(SidekiqShard shard)
    {
        await shard.Queue("low").PauseAsync();
    }

    private static async Task CancelAnIterableJobAsync(SidekiqShard shard)
    {
        await shard.Iterations.CancelAsync("b4a577edbccf1d805744efa9");
    }

    private static async Task MarkADeployAsync(SidekiqShard shard)
    {
        await shard.Deploys.MarkAsync("v2.31");
    }

    private static async Task PushAJobAsync(SidekiqShard shard)
    {
        await shard.Client.PushAsync(new JobRequest
        {
            Class = "Catalog::IndexJob",
            Args = JsonArguments.FromJson("""[1,"ü",{"a":1.5}]"""),
            Queue = "low",
            Retry = JobRetry.Times(3),
        });
    }

    private static async Task PushAJobForLaterAsync(SidekiqShard shard)
    {
        await shard.Client.PushAsync(new JobRequest
        {
            Class = "Catalog::IndexJob",
            Args = JsonArguments.FromJson("[1]"),
            At = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero),
        });
    }

    private static async Task PushManyJobsAsync(SidekiqShard shard)
    {
        await shard.Client.PushBulkAsync(new BulkJobRequest
        {
            Class = "Catalog::IndexJob",
            Jobs = BulkJobRequest.Each(Enumerable.Range(1, 3).Select(number => JsonArguments.Of(number))),
        });
    }
}
