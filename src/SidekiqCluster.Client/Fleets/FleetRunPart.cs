namespace SidekiqCluster.Client.Fleets;

/// <summary>What became of an operation on one shard of a fleet.</summary>
/// <param name="Shard">The shard's name.</param>
/// <param name="Result">What was done, also until an error or a cancellation.</param>
internal sealed record FleetRunPart(string Shard, OperationResult Result)
{
    /// <summary>Why it broke off, or could not begin; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the caller ended it.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>The part as the caller sees it.</summary>
    public ShardPart<OperationResult> ToShardPart() =>
        new() { Outcome = new ShardOutcome { Shard = Shard, Error = Error }, Value = Result };
}
