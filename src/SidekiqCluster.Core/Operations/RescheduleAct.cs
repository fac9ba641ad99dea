namespace SidekiqCluster.Operations;

/// <summary>Gives jobs of a set another time, each its own within a span when one is given. Changes no byte of them.</summary>
/// <param name="at">The earliest time.</param>
/// <param name="spread">The span after it over which the jobs are spread at random; zero for none.</param>
/// <param name="random">Where in the span each job goes.</param>
internal sealed class RescheduleAct(DateTimeOffset at, TimeSpan spread, Random random) : JobAct
{
    public override JobOperation Operation => JobOperation.Reschedule;

    public override bool LeavesJobsIn(JobSources sources) => true;

    public override ActPlan Plan(JobRecord job) => job.Source.Kind switch
    {
        JobSourceKind.Queue => ActPlan.Refuse("a job in a queue has no time to change"),
        _ => ActStep.Rescore(job.Raw, EpochTime.ToSeconds(at + (spread * random.NextDouble()))),
    };
}
