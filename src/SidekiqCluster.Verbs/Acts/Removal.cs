using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Acts;

/// <summary>Jobs that are removed by their place, whatever they are.</summary>
internal sealed record Removal
{
    /// <summary>The jobs in words, behind their number: <c> of retry</c>.</summary>
    public required string Of { get; init; }

    /// <summary>Counts them; null when the place itself is not there.</summary>
    public required Func<ISidekiqShard, CancellationToken, Task<long?>> CountAsync { get; init; }

    /// <summary>Removes them, and tells how many they were.</summary>
    public required Func<ISidekiqShard, IProgress<OperationProgress>, CancellationToken, Task<long>> RemoveAsync { get; init; }

    /// <summary>Whether they are removed step by step, and can take a while.</summary>
    public bool HasSteps { get; init; }

    /// <summary>What to say when the place is in no shard.</summary>
    public string NotFound { get; init; } = string.Empty;

    /// <summary>So many of them, in words.</summary>
    public string Describe(long count) => Human.Count(count, "job") + Of;
}
