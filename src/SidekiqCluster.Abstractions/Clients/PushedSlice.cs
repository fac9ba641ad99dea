namespace SidekiqCluster;

/// <summary>One slice of a bulk push: jobs that were stored together or not at all.</summary>
/// <param name="First">The position of its first job in the whole push, from 0.</param>
/// <param name="Count">How many jobs it has.</param>
/// <param name="State">What became of it.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.PushedSlice")]
public sealed record PushedSlice(long First, int Count, PushState State)
{
    /// <summary>Why it is not stored; null when it is.</summary>
    [Id(0)]
    public string? Reason { get; init; }

    /// <summary>
    /// The ids of its jobs in order, of a slice whose fate is unknown too. Empty for one that is not in Redis, and where
    /// the push keeps none.
    /// </summary>
    [Id(1)]
    public IReadOnlyList<string> Jids { get; init; } = [];
}
