namespace SidekiqCluster;

/// <summary>A page of jobs.</summary>
public sealed record JobPage
{
    /// <summary>The jobs, in the query's order.</summary>
    public required IReadOnlyList<JobRecord> Jobs { get; init; }

    /// <summary>What to ask the next page with; null when nothing was left behind this page.</summary>
    public required string? Cursor { get; init; }
}
