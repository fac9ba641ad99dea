namespace SidekiqCluster;

/// <summary>A page of jobs.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobPage")]
public sealed record JobPage
{
    /// <summary>The jobs, in the query's order.</summary>
    [Id(0)]
    public required IReadOnlyList<JobRecord> Jobs { get; init; }

    /// <summary>What to ask the next page with; null when nothing was left behind this page.</summary>
    [Id(1)]
    public required string? Cursor { get; init; }
}
