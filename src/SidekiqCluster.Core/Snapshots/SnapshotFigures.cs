namespace SidekiqCluster.Snapshots;

/// <summary>What one source's snapshot is and has cost.</summary>
/// <param name="Source">The source.</param>
/// <param name="Jobs">Jobs held.</param>
/// <param name="Bytes">Memory taken.</param>
/// <param name="CapturedAt">How old it is; null when there is none.</param>
/// <param name="Refreshes">How often it was refreshed, full reads included.</param>
/// <param name="FullReads">How often a long source was read in full.</param>
/// <param name="Served">How often it was handed out.</param>
/// <param name="RefreshTime">How long its refreshes took together.</param>
internal sealed record SnapshotFigures(
    JobSource Source, int Jobs, long Bytes, DateTimeOffset? CapturedAt, long Refreshes, int FullReads, long Served, TimeSpan RefreshTime);
