namespace SidekiqCluster;

/// <summary>How many jobs a typed query has.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.TypedJobCount")]
public sealed record TypedJobCount
{
    /// <summary>The jobs whose arguments fit the class, each once.</summary>
    [Id(0)]
    public required long Count { get; init; }

    /// <summary>The jobs that the filter takes, but whose arguments do not fit. They are in no group.</summary>
    [Id(1)]
    public required long Mismatched { get; init; }

    /// <summary>
    /// The jobs that fit, by key, most first, then by key; null when none was asked for. A job with two tags counts under both.
    /// </summary>
    [Id(2)]
    public required IReadOnlyList<JobGroup>? Groups { get; init; }
}
