namespace SidekiqCluster.TypedJobs;

/// <summary>Which jobs are acted on, by how their arguments fit a class.</summary>
/// <param name="Schema">The class.</param>
/// <param name="TakesMismatched">Whether just those are that do not fit; else just those that do.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobArgsScreen")]
internal sealed record JobArgsScreen(JobSchema Schema, bool TakesMismatched)
{
    /// <summary>Whether the job is none of those that are asked for. The ones that should fit and do not are refused instead.</summary>
    public bool LeavesOut(JobRecord job) => TakesMismatched && JobArguments.Check(Schema, job.Raw.Span).IsMatch;

    /// <summary>Why the job is left alone; null when it is not.</summary>
    public string? WhyRefused(JobRecord job) => !TakesMismatched && JobArguments.Check(Schema, job.Raw.Span).Mismatch is { } mismatch
        ? $"it does not fit {Schema.Class}: {mismatch.Message.TrimEnd('.')}"
        : null;
}
