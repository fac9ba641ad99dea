namespace SidekiqCluster.Snapshots;

/// <summary>On which terms one question is answered.</summary>
/// <param name="Staleness">How old an answer may be; zero for what is there when it is asked.</param>
/// <param name="Patience">
/// How long to wait for the shard where an older answer is at hand, and for a snapshot that is being made; null for ever.
/// </param>
/// <param name="Use">Takes down what the answer is made of.</param>
internal sealed record SnapshotTerms(TimeSpan Staleness, TimeSpan? Patience, SnapshotUse Use)
{
    /// <summary>How long to wait now: no more for a shard that has kept this very question waiting already.</summary>
    public TimeSpan? PatienceLeft => Patience is null || Use.IsFresh ? Patience : TimeSpan.Zero;
}
