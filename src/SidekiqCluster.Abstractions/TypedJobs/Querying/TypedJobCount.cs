namespace SidekiqCluster;

/// <summary>How many jobs a typed query has.</summary>
public sealed record TypedJobCount
{
    /// <summary>The jobs whose arguments fit the class, each once.</summary>
    public required long Count { get; init; }

    /// <summary>The jobs that the filter takes, but whose arguments do not fit. They are in no group.</summary>
    public required long Mismatched { get; init; }

    /// <summary>
    /// The jobs that fit, by key, most first, then by key; null when none was asked for. A job with two tags counts under both.
    /// </summary>
    public required IReadOnlyList<JobGroup>? Groups { get; init; }
}
