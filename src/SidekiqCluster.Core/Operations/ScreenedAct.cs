using SidekiqCluster.TypedJobs;

namespace SidekiqCluster.Operations;

/// <summary>An act that leaves jobs alone whose arguments are not as they should be.</summary>
internal sealed class ScreenedAct(JobAct act, JobArgsScreen screen) : JobAct
{
    public override JobOperation Operation => act.Operation;

    public override bool LeavesJobsIn(JobSources sources) => act.LeavesJobsIn(sources);

    public override ActPlan Plan(JobRecord job) => screen.WhyRefused(job) is { } reason ? ActPlan.Refuse(reason) : act.Plan(job);
}
