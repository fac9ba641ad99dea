namespace SidekiqCluster.Snapshots;

/// <summary>Which view would do for somebody who asks.</summary>
/// <param name="Staleness">How old it may be; zero for one whose reading begins after the question.</param>
/// <param name="Asked">The timestamp of the question.</param>
/// <param name="NextFlight">The number of the first flight that begins after the question.</param>
/// <param name="Acts">How many acts had been told by then.</param>
internal sealed record SnapshotWish(TimeSpan Staleness, long Asked, long NextFlight, long Acts)
{
    /// <summary>Whether only what is there now will do: then a view must be proven, too.</summary>
    public bool IsStrict => Staleness == TimeSpan.Zero;

    /// <summary>Whether a view of this flight is young enough.</summary>
    /// <remarks>A clock that stands still, or is coarse, would not tell what was read before from what was read after.</remarks>
    public bool IsYoungEnough(SnapshotFlight flight, TimeProvider clock) =>
        flight.Number >= NextFlight
        || (!IsStrict && clock.GetElapsedTime(flight.StartStamp, Asked) <= Staleness);
}
