using SidekiqCluster.Payloads;

namespace SidekiqCluster.Operations;

/// <summary>
/// Puts jobs of sets into the retry set with one retry less counted, each at its own time within a span from now on: a
/// person's retry that does not come all at once.
/// </summary>
/// <param name="clock">Tells the present.</param>
/// <param name="spread">The span.</param>
/// <param name="random">Where in the span each job goes.</param>
internal sealed class RetryLaterAct(TimeProvider clock, TimeSpan spread, Random random) : JobAct
{
    public override JobOperation Operation => JobOperation.Retry;

    public override bool LeavesJobsIn(JobSources sources) => sources.Includes(JobSource.Retry);

    public override ActPlan Plan(JobRecord job) => WhyNotEnqueued(job) is { } reason
        ? ActPlan.Refuse(reason)
        : ActStep.ToSet(
            job.Raw,
            JobSource.Retry,
            PayloadSplice.WithOneRetryLess(job.Raw.ToArray()),
            EpochTime.ToSeconds(clock.GetUtcNow() + (spread * random.NextDouble())));
}
