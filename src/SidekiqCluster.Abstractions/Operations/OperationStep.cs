namespace SidekiqCluster.Operations;

/// <summary>
/// Where an operation stands: before a chunk, which is sent when the next step is asked for, or at its end. A dry run also
/// tells now and then how far it has come.
/// </summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.OperationStep")]
public sealed record OperationStep
{
    /// <summary>What whoever goes on from here needs. Its chunk is the one that is sent next.</summary>
    [Id(0)]
    public required OperationState State { get; init; }

    /// <summary>What has become of the jobs so far, that chunk's not included.</summary>
    [Id(1)]
    public required OperationResult SoFar { get; init; }

    /// <summary>That chunk's jobs, where they are to be saved; else empty.</summary>
    [Id(2)]
    public IReadOnlyList<SavedJob> Jobs { get; init; } = [];

    /// <summary>
    /// Of the jobs that the step before had told: the places, from 0, of those that are still there, or that somebody else
    /// took; else empty.
    /// </summary>
    [Id(3)]
    public IReadOnlyList<int> Kept { get; init; } = [];

    /// <summary>Whether this is the end: <see cref="SoFar"/> is the result.</summary>
    [Id(4)]
    public required bool IsLast { get; init; }

    /// <summary>How far it has come.</summary>
    public OperationProgress Progress => SoFar.Progress;
}
