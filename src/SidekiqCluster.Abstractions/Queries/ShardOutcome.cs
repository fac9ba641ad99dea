namespace SidekiqCluster;

/// <summary>How one shard fared in a question to several.</summary>
public sealed record ShardOutcome
{
    /// <summary>The shard's name.</summary>
    public required string Shard { get; init; }

    /// <summary>Why the shard's part is missing, in one line without secrets; null when it answered.</summary>
    public required string? Error { get; init; }

    /// <summary>Whether the shard's part is in the answer.</summary>
    public bool IsOk => Error is null;
}
