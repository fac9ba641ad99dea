namespace SidekiqCluster.Benchmarks.Contests;

/// <summary>What one run of one contestant came to.</summary>
/// <param name="Elapsed">How long it took, by its own clock.</param>
/// <param name="Answer">What it found, or made of the data, in a form that can be compared; null for a floor that finds nothing.</param>
/// <param name="AllocatedBytes">What it allocated; null where nobody counts.</param>
/// <param name="PeakBytes">How far its process grew above what it was before; null where nobody looked.</param>
internal sealed record Outcome(TimeSpan Elapsed, string? Answer, long? AllocatedBytes = null, long? PeakBytes = null)
{
    /// <summary>How long each ask took, where a run is many; the run's time is that of the ask in the middle then.</summary>
    public IReadOnlyList<TimeSpan> Asks { get; init; } = [];
}
