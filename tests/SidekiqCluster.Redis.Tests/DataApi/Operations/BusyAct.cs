
namespace SidekiqCluster.Redis.Tests.DataApi.Operations;

/// <summary>An act by filter on a busy shard, and where it takes jobs from and puts them.</summary>
/// <param name="Operation">Which one.</param>
/// <param name="Sources">Where the jobs are looked for.</param>
/// <param name="SourceKeys">The same, as keys.</param>
/// <param name="DestinationKeys">Where they go; none when they do not move.</param>
internal sealed record BusyAct(JobOperation Operation, JobSources Sources, string[] SourceKeys, string[] DestinationKeys)
{
    public static readonly DateTimeOffset LaterTime = TestShard.Now.AddDays(3);

    private const string MoveTarget = "low";

    private static readonly string[] SetKeys = ["schedule", "retry"];
    private static readonly string[] QueueKeys = ["queue:default", "queue:critical", "queue:low"];

    private static readonly JobFilter Targets = JobFilter.Parse($"class:{ShardTraffic.TargetClass}");

    private static readonly BusyAct[] All =
    [
        new(JobOperation.Delete, JobSources.Parse("queues", "scheduled", "retry"), [.. QueueKeys, .. SetKeys], []),
        new(JobOperation.Kill, JobSources.Parse("queues", "scheduled", "retry"), [.. QueueKeys, .. SetKeys], ["dead"]),
        new(JobOperation.Retry, JobSources.Parse("retry", "scheduled"), SetKeys, QueueKeys),
        new(JobOperation.AddToQueue, JobSources.Parse("scheduled", "retry"), SetKeys, QueueKeys),
        new(JobOperation.Reschedule, JobSources.Parse("scheduled", "retry"), [], []),
        new(JobOperation.Move, JobSources.Parse("queue:default", "queue:critical"), QueueKeys[..2], QueueKeys[2..]),
    ];

    /// <summary>The act of a seed.</summary>
    public static BusyAct Of(int seed) => All[seed % All.Length];

    public Task<OperationResult> RunAsync(IJobOperations operations)
    {
        var jobs = JobSelection.Where(Sources, Targets);
        var token = TestContext.Current.CancellationToken;
        return Operation switch
        {
            JobOperation.Delete => operations.DeleteAsync(jobs, cancellationToken: token),
            JobOperation.Kill => operations.KillAsync(jobs, cancellationToken: token),
            JobOperation.Retry => operations.RetryAsync(jobs, cancellationToken: token),
            JobOperation.AddToQueue => operations.AddToQueueAsync(jobs, cancellationToken: token),
            JobOperation.Reschedule => operations.RescheduleAsync(jobs, LaterTime, cancellationToken: token),
            _ => operations.MoveAsync(jobs, MoveTarget, cancellationToken: token),
        };
    }
}
