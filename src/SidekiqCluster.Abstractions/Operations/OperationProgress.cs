namespace SidekiqCluster;

/// <summary>How far an operation has come.</summary>
/// <param name="Matched">Jobs that matched so far.</param>
/// <param name="Done">Of these, acted on.</param>
/// <param name="NotDone">Of these, gone meanwhile, refused, failed or unknown.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.OperationProgress")]
public readonly record struct OperationProgress(long Matched, long Done, long NotDone);
