namespace SidekiqCluster.Grains;

/// <summary>The next jobs of one shard for a page over several shards.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobLane")]
public sealed record JobLane
{
    /// <summary>The jobs, in the query's order.</summary>
    [Id(0)]
    public required JobBatch Batch { get; init; }

    /// <summary>Where the shard stands after each job: the text to go on from.</summary>
    [Id(1)]
    public required IReadOnlyList<string> Positions { get; init; }

    /// <summary>Whether there are no jobs after these.</summary>
    [Id(2)]
    public required bool IsLast { get; init; }
}
