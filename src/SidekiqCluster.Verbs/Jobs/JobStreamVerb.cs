using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Verbs;

/// <summary>All jobs of queues and sets that match, written as they are read.</summary>
internal sealed record JobStreamVerb : Verb
{
    /// <summary>Where to look.</summary>
    public required JobSources In { get; init; }

    /// <summary>Which of their jobs.</summary>
    public JobFilter Where { get; init; } = JobFilter.All;

    /// <summary>By place in line (queues) or score (sets).</summary>
    public JobOrder Order { get; init; } = JobOrder.NewestFirst;

    protected override Task<ExitCode> WriteAsync(VerbRun run, CancellationToken cancellationToken) =>
        new JobStreamWriter(run).WriteAsync(new JobStream(run.Shards, In, run.Allowed(Where), Order), cancellationToken);
}
