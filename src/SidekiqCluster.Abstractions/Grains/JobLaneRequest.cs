namespace SidekiqCluster.Grains;

/// <summary>Asks a shard for the next jobs of its part of a page over several shards.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobLaneRequest")]
public sealed record JobLaneRequest
{
    /// <summary>Where.</summary>
    [Id(0)]
    public required JobSources Sources { get; init; }

    /// <summary>Which jobs.</summary>
    [Id(1)]
    public required JobFilter Filter { get; init; }

    /// <summary>From which end.</summary>
    [Id(2)]
    public required JobOrder Order { get; init; }

    /// <summary>The moment that ages count from, the same for all shards of a page.</summary>
    [Id(3)]
    public required DateTimeOffset Now { get; init; }

    /// <summary>Where the shard's part goes on: the opaque position behind the last job taken; null to begin.</summary>
    [Id(4)]
    public byte[]? Position { get; init; }

    /// <summary>The most jobs wanted: 1 or more.</summary>
    [Id(5)]
    public required int Count { get; init; }

    /// <summary>How old the jobs may be, and how long the shard is waited for.</summary>
    [Id(6)]
    public required Tolerance Tolerance { get; init; }
}
