namespace SidekiqCluster;

/// <summary>A shard of the fleet, as the fleet knows it.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.ShardInfo")]
public sealed record ShardInfo
{
    /// <summary>The shard's name.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>What it is chosen by, such as <c>env</c> = <c>prod</c>.</summary>
    [Id(1)]
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Whether it was added at run time; else the silos' configuration names it.</summary>
    [Id(2)]
    public required bool IsAddedAtRunTime { get; init; }
}
