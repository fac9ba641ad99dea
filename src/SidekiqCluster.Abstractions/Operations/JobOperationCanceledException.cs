namespace SidekiqCluster;

/// <summary>An operation was cancelled between two chunks. What it had done until then stays done, and is told here.</summary>
[GenerateSerializer, Alias("SidekiqCluster.JobOperationCanceledException")]
public sealed class JobOperationCanceledException : OperationCanceledException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="result">What was done until then.</param>
    /// <param name="cancellationToken">The token that was cancelled.</param>
    public JobOperationCanceledException(OperationResult result, CancellationToken cancellationToken)
        : base("The operation was cancelled between two chunks of jobs; what was done stays done.", cancellationToken) =>
        Result = result;

    /// <summary>What became of the jobs that the operation had come to; the others are where they were.</summary>
    [Id(0)]
    public OperationResult Result { get; }
}
