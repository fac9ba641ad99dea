namespace SidekiqCluster.Wire;

/// <summary>Many jobs on their way: what they share is told once, and their bytes are one block.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobBatchSurrogate")]
internal readonly record struct JobBatchSurrogate
{
    /// <summary>The shards that the jobs are of.</summary>
    [Id(0)]
    public required string[] Shards { get; init; }

    /// <summary>The sources that they are in.</summary>
    [Id(1)]
    public required JobSource[] Sources { get; init; }

    /// <summary>For each job: the number of its shard, that of its source, and how many bytes it has.</summary>
    [Id(2)]
    public required int[] Places { get; init; }

    /// <summary>For each job its score, NaN where it is in no set; empty when none is.</summary>
    [Id(3)]
    public required double[] Scores { get; init; }

    /// <summary>The bytes of all jobs, one after the other.</summary>
    [Id(4)]
    public required byte[] Raw { get; init; }
}
