namespace SidekiqCluster.Grains;

/// <summary>Which jobs are counted, and by what.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobCounting")]
public sealed record JobCounting
{
    /// <summary>Where.</summary>
    [Id(0)]
    public required JobSources Sources { get; init; }

    /// <summary>Which jobs.</summary>
    [Id(1)]
    public required JobFilter Filter { get; init; }

    /// <summary>The field by whose values they are grouped; null for none.</summary>
    [Id(2)]
    public JobField? By { get; init; }

    /// <summary>The class that the jobs' arguments should fit; null when nobody asks.</summary>
    [Id(3)]
    public JobSchema? Schema { get; init; }

    /// <summary>How old the jobs may be, and how long the shard is waited for.</summary>
    [Id(4)]
    public required Tolerance Tolerance { get; init; }
}
