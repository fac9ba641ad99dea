using SidekiqCluster.Payloads;

namespace SidekiqCluster.Operations;

/// <summary>
/// Puts jobs of a set into the queue that they name (<c>default</c> when they name none): as they are, as the scheduler
/// would, or with one retry less counted, as a person's retry does.
/// </summary>
/// <param name="isRetry">Whether <c>retry_count</c> goes down by one.</param>
/// <param name="enqueuedAt">The present as this shard's processes write it: a JSON number.</param>
internal sealed class EnqueueAct(bool isRetry, ReadOnlyMemory<byte> enqueuedAt) : JobAct
{
    private const string DefaultQueue = "default";

    public override JobOperation Operation => isRetry ? JobOperation.Retry : JobOperation.AddToQueue;

    public override bool LeavesJobsIn(JobSources sources) => IncludesQueue(sources);

    public override ActPlan Plan(JobRecord job)
    {
        if (WhyNotEnqueued(job) is { } reason)
        {
            return ActPlan.Refuse(reason);
        }

        var raw = job.Raw.ToArray();
        var queue = job.Queue is { Length: > 0 } named ? named : DefaultQueue;
        return ActStep.ToQueue(
            job.Raw, queue, PayloadSplice.WithEnqueuedAt(isRetry ? PayloadSplice.WithOneRetryLess(raw) : raw, enqueuedAt.Span));
    }
}
