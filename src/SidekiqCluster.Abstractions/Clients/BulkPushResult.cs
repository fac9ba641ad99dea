namespace SidekiqCluster;

/// <summary>What became of the jobs of a bulk push, slice by slice.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.BulkPushResult")]
public sealed record BulkPushResult
{
    /// <summary>Every slice that was made, in order.</summary>
    [Id(0)]
    public required IReadOnlyList<PushedSlice> Slices { get; init; }

    /// <summary>
    /// Whether every job was looked at. Not so when the push was cancelled, and after a slice that failed or is unknown:
    /// of what comes after the last of <see cref="Slices"/>, nothing was sent.
    /// </summary>
    [Id(1)]
    public required bool IsComplete { get; init; }

    /// <summary>Whether the push ended because it was cancelled.</summary>
    [Id(2)]
    public required bool WasCancelled { get; init; }

    /// <summary>The ids of the stored jobs, in order. Put together each time.</summary>
    public IReadOnlyList<string> Jids => [.. Slices.Where(slice => slice.State == PushState.Stored).SelectMany(slice => slice.Jids)];

    /// <summary>Jobs that are in Redis.</summary>
    public long Stored => CountOf(PushState.Stored);

    /// <summary>Jobs that were not sent, for a fault in them or in one of their slice.</summary>
    public long Refused => CountOf(PushState.Refused);

    /// <summary>Jobs that the server refused; they are not in Redis.</summary>
    public long Failed => CountOf(PushState.Failed);

    /// <summary>Jobs of which nobody knows: the server's answer is lost.</summary>
    public long Unknown => CountOf(PushState.Unknown);

    private long CountOf(PushState state) => Slices.Where(slice => slice.State == state).Sum(slice => (long)slice.Count);
}
