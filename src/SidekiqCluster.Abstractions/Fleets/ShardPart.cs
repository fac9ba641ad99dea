namespace SidekiqCluster;

/// <summary>One shard's part of a fleet's answer.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.ShardPart`1")]
public sealed record ShardPart<T>
{
    /// <summary>How the shard fared.</summary>
    [Id(0)]
    public required ShardOutcome Outcome { get; init; }

    /// <summary>What it answered; the default when <see cref="ShardOutcome.HasAnswer"/> is false.</summary>
    [Id(1)]
    public T? Value { get; init; }

    /// <summary>The shard's name.</summary>
    public string Shard => Outcome.Shard;

    /// <summary>The part of a shard that did not answer.</summary>
    internal static ShardPart<T> Missing(string shard, string error) => new() { Outcome = new ShardOutcome { Shard = shard, Error = error } };
}
