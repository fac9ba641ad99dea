namespace SidekiqCluster.Operations;

/// <summary>Moves jobs to the dead set with the present as their time of death; malformed ones too. Never trims.</summary>
internal sealed class KillAct(TimeProvider clock) : JobAct
{
    public override JobOperation Operation => JobOperation.Kill;

    public override bool LeavesJobsIn(JobSources sources) => sources.Includes(JobSource.Dead);

    public override ActPlan Plan(JobRecord job) => job.Source == JobSource.Dead
        ? ActPlan.Refuse("it is in the dead set already")
        : ActStep.ToSet(job.Raw, JobSource.Dead, job.Raw, EpochTime.ToSeconds(clock.GetUtcNow()));
}
