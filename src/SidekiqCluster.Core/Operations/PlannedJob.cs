namespace SidekiqCluster.Operations;

/// <summary>A job and what is to be done with it.</summary>
/// <param name="Job">The job.</param>
/// <param name="Plan">What to do.</param>
/// <param name="IsOfBatch">Whether a batch waits for it.</param>
internal readonly record struct PlannedJob(JobRecord Job, ActPlan Plan, bool IsOfBatch);
