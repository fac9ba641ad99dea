namespace SidekiqCluster.Grains;

/// <summary>Which jobs are streamed, and how.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobReading")]
public sealed record JobReading
{
    /// <summary>Which jobs.</summary>
    [Id(0)]
    public required JobFilter Filter { get; init; }

    /// <summary>From which end.</summary>
    [Id(1)]
    public required JobOrder Order { get; init; }

    /// <summary>Jobs of one batch: 1 to 10000.</summary>
    [Id(2)]
    public required int BatchSize { get; init; }

    /// <summary>How old the jobs may be, and how long the shard is waited for.</summary>
    [Id(3)]
    public required Tolerance Tolerance { get; init; }
}
