namespace SidekiqCluster;

/// <summary>How one shard fared at a question to several.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.ShardOutcome")]
public sealed record ShardOutcome
{
    /// <summary>The shard's name.</summary>
    [Id(0)]
    public required string Shard { get; init; }

    /// <summary>Why the shard gave no answer, or none as fresh as was asked for; null when it did.</summary>
    [Id(1)]
    public required string? Error { get; init; }

    /// <summary>When reading the answer that stands in for a fresher one began; null when the answer is fresh, or there is none.</summary>
    [Id(2)]
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>Whether the answer is as fresh as was asked for.</summary>
    public bool IsOk => Error is null;

    /// <summary>Whether the shard has a part in the answer: a fresh one, or an older one in its place.</summary>
    public bool HasAnswer => IsOk || StaleSince is not null;
}
