namespace SidekiqCluster;

/// <summary>A page of jobs of several shards.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.ShardsJobPage")]
public sealed record ShardsJobPage
{
    /// <summary>The jobs of all shards, merged in the query's order.</summary>
    [Id(0)]
    public required IReadOnlyList<JobRecord> Jobs { get; init; }

    /// <summary>
    /// What to ask the next page with; null when nothing was left behind this page. While a shard that has not been
    /// read to its end is missing there is a cursor, and its jobs come once it answers again.
    /// </summary>
    [Id(1)]
    public required string? Cursor { get; init; }

    /// <summary>Which shards answered, in the order in which they were given.</summary>
    [Id(2)]
    public required IReadOnlyList<ShardOutcome> Shards { get; init; }
}
