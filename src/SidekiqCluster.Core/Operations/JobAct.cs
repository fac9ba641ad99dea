namespace SidekiqCluster.Operations;

/// <summary>One operation, as it applies to each job. What it needs from outside (time, place) it was made with.</summary>
internal abstract class JobAct
{
    /// <summary>Which operation this is.</summary>
    public abstract JobOperation Operation { get; }

    /// <summary>What to do with this job. Sends nothing.</summary>
    public abstract ActPlan Plan(JobRecord job);

    /// <summary>
    /// Whether jobs stay in these sources when it is done with them: a second look there would come upon its own work.
    /// </summary>
    public abstract bool LeavesJobsIn(JobSources sources);

    /// <summary>The reason why this job cannot be put into a queue; null when it can.</summary>
    public static string? WhyNotRunnable(JobRecord job) => job switch
    {
        { IsMalformed: true } => "malformed: the payload is no JSON object",
        { Class: null } => "malformed: the payload names no class",
        { Args: null } => "malformed: the payload has no array of arguments",
        _ => null,
    };

    /// <summary>Whether any queue is read.</summary>
    protected static bool IncludesQueue(JobSources sources) =>
        sources.IncludesAllQueues || sources.Single.Any(static source => source.Kind == JobSourceKind.Queue);

    /// <summary>The reason why this job of a set cannot be put into its queue; null when it can.</summary>
    protected static string? WhyNotEnqueued(JobRecord job) =>
        job.Source.Kind == JobSourceKind.Queue ? "it is in a queue already" : WhyNotRunnable(job);
}
