using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Ruby;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>Something done to all jobs of the retry set.</summary>
/// <param name="name">The case's name.</param>
/// <param name="question">What Ruby is asked; null when it is not.</param>
/// <param name="actAsync">What ours does.</param>
/// <param name="answerOf">What it comes to, given the server's port.</param>
internal sealed class RetrySetCase(
    string name, string? question, Func<IJobOperations, JobSelection, Task<OperationResult>> actAsync, Func<int, string> answerOf) : IBenchCase
{
    private const string Key = "retry";
    private const int SeedDatabase = 1;

    private static readonly string[] Queues = ["q0", "q1", "q2", "q3", "q4"];
    private static readonly DateTimeOffset Later = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    public int Row => 8;

    public string Name => name;

    public bool IsInQuick => question == "retry_all";

    /// <summary>Each act. Ruby's own rescheduling is no rival: it leaves a second job where it spells a number otherwise.</summary>
    public static IEnumerable<RetrySetCase> All =>
    [
        new("retry-all", "retry_all", static (operations, jobs) => operations.RetryAsync(jobs), static port => QueueContents.OfQueues(port, Queues, "jid", "retry_count")),
        new("kill-all", "kill_all", static (operations, jobs) => operations.KillAsync(jobs), static port => QueueContents.OfSet(port, "dead", "jid", "retry_count")),
        new("add-all-to-queue", "add_all_to_queue", static (operations, jobs) => operations.AddToQueueAsync(jobs), static port => QueueContents.OfQueues(port, Queues, "jid", "retry_count")),
        new("reschedule-all", null, static (operations, jobs) => operations.RescheduleAsync(jobs, Later), static port => QueueContents.OfSet(port, Key, "jid", "retry_count")),
    ];

    public async Task<Contest> PrepareAsync(BenchGround ground)
    {
        var jobs = ground.Part;
        JobSeed.FillSet(ground.Server.Port, Key, jobs);
        await ground.Server.Database.ExecuteAsync("MOVE", Key, SeedDatabase);
        return new Contest
        {
            Size = $"{jobs:N0} jobs of the retry set, each exactly once",
            Contestants =
            [
                Contestant.Of(
                    Contestant.Ours,
                    () => actAsync(ground.Shard.Operations, JobSelection.Where(JobSources.Of(JobSource.Retry), JobFilter.All)),
                    result => Task.FromResult(result.Done == jobs ? answerOf(ground.Server.Port) : $"{result.Done} done"))
                    with { BeforeAsync = FillAsync },
                .. question is null ? [] : ground.RubyContestants(question, null, () => Task.FromResult(answerOf(ground.Server.Port)), FillAsync),
            ],
            Goals =
            [
                Goal.Within(TimeSpan.FromSeconds(2)),
                Goal.StallsWithin(TimeSpan.FromMilliseconds(10)),
                .. question is null ? Array.Empty<Goal>() : [Goal.TimesFasterThan(RubyRival.Name, 15) with { QuickLimit = 1 / 5.0 }],
            ],
        };

        async Task FillAsync()
        {
            await ground.Server.Database.ExecuteAsync("FLUSHDB");
            await ground.Server.Admin.Multiplexer.GetDatabase(SeedDatabase).ExecuteAsync("COPY", Key, Key, "DB", "0");
        }
    }
}
