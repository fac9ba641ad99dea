namespace SidekiqCluster;

/// <summary>What the server behind a shard can do and its ACL lets us do, found out once when connecting.</summary>
public sealed record ShardCapabilities
{
    /// <summary>The program.</summary>
    public required ServerKind Kind { get; init; }

    /// <summary>The program's own version; null when it does not tell.</summary>
    public string? Version { get; init; }

    /// <summary>Whether scripts that only read run by <c>EVAL_RO</c>, on replicas too. Redis 7.0 and newer.</summary>
    public required bool HasEvalReadOnly { get; init; }

    /// <summary>Whether scripts run at all, by <c>EVAL_RO</c> or <c>EVAL</c>: what makes several reads consistent.</summary>
    public required bool CanEvaluate { get; init; }

    /// <summary>Whether <c>INFO</c> answers.</summary>
    public required bool CanInfo { get; init; }

    /// <summary>Whether <c>LPOS</c> finds a payload's place in a list without sending the list.</summary>
    public required bool HasListPosition { get; init; }

    /// <summary>
    /// Whether a range costs its start offset (Garnet): lists are then read in one piece instead of in pages.
    /// </summary>
    public required bool ReadsListsWhole { get; init; }

    /// <summary>What is missing and what that costs, a sentence each; empty when nothing is.</summary>
    public required IReadOnlyList<string> Degradations { get; init; }
}
