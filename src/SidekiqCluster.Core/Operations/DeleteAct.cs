namespace SidekiqCluster.Operations;

/// <summary>Removes jobs, malformed ones too.</summary>
internal sealed class DeleteAct : JobAct
{
    public override JobOperation Operation => JobOperation.Delete;

    public override bool LeavesJobsIn(JobSources sources) => false;

    public override ActPlan Plan(JobRecord job) => ActStep.Delete(job.Raw);
}
