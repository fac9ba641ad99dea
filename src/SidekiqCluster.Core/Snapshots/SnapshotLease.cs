namespace SidekiqCluster.Snapshots;

/// <summary>A view that a caller holds until it is disposed, whatever becomes of the source's newest one meanwhile.</summary>
/// <param name="View">The view.</param>
/// <param name="CapturedAt">When reading it began: it shows the source at that time or later.</param>
/// <param name="Error">Why there is no newer one, though a newer one was asked for; null when it is as young as was asked for.</param>
internal sealed record SnapshotLease(SnapshotView View, DateTimeOffset CapturedAt, ShardUnreachableException? Error = null)
    : IDisposable
{
    public void Dispose() => View.Dispose();
}
