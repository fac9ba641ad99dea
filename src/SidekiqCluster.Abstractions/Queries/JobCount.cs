namespace SidekiqCluster;

/// <summary>How many jobs there are, in all and by the values of a field.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobCount")]
public sealed record JobCount
{
    /// <summary>The jobs, each once.</summary>
    [Id(0)]
    public required long Count { get; init; }

    /// <summary>
    /// The jobs by key, most first, then by key; null when no field was given. A job with two tags counts under both.
    /// </summary>
    [Id(1)]
    public required IReadOnlyList<JobGroup>? Groups { get; init; }
}
