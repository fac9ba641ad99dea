namespace SidekiqCluster.TypedJobs;

/// <summary>Runs the act of a typed query by the operations of its shard.</summary>
internal static class TypedActs
{
    public static Task<OperationResult> RunAsync(
        IJobOperations operations, TypedJobAct act, JobSelection jobs, CancellationToken cancellationToken)
    {
        jobs = jobs.With(act.Screen, act.Order);
        return act.Operation switch
        {
            JobOperation.Delete => operations.DeleteAsync(jobs, act.Options, cancellationToken),
            JobOperation.Retry => operations.RetryAsync(jobs, act.Options, cancellationToken),
            JobOperation.Kill => operations.KillAsync(jobs, act.Options, cancellationToken),
            JobOperation.AddToQueue => operations.AddToQueueAsync(jobs, act.Options, cancellationToken),
            JobOperation.Reschedule => operations.RescheduleAsync(jobs, act.At, act.Spread, act.Options, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act.Operation, "No act of a typed query."),
        };
    }
}
