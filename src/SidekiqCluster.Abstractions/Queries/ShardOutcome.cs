namespace SidekiqCluster;

/// <summary>How one shard fared in a question to several: it answered, an older answer stands in, or its part is missing.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.ShardOutcome")]
public sealed record ShardOutcome
{
    /// <summary>The shard's name.</summary>
    [Id(0)]
    public required string Shard { get; init; }

    /// <summary>Why there is no part as fresh as was asked for, in one line without secrets; null when there is.</summary>
    [Id(1)]
    public required string? Error { get; init; }

    /// <summary>The moment that the shard's part shows, where its last good answer stands in.</summary>
    /// <value>Null when the part is as fresh as was asked for, and when it is missing.</value>
    [Id(2)]
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>Whether the shard's part is in the answer, as fresh as was asked for.</summary>
    public bool IsOk => Error is null;

    /// <summary>Whether the shard's part is in the answer, fresh or not.</summary>
    public bool HasAnswer => Error is null || StaleSince is not null;
}
