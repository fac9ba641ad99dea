namespace SidekiqCluster.Operations;

/// <summary>What became of one job, and why when it was not done.</summary>
internal readonly record struct ActOutcome(ActState State, string? Reason = null)
{
    /// <summary>How the server was lost, when it did not come back in time; null for every other outcome.</summary>
    public ShardUnreachableException? Lost { get; init; }

    /// <summary>The outcome of a call that brought no reply.</summary>
    public static ActOutcome Of(SidekiqClusterException error, bool mayBeDone) =>
        new(mayBeDone ? ActState.Unknown : ActState.Failed, error.Message) { Lost = error as ShardUnreachableException };
}
