namespace SidekiqCluster.Snapshots;

/// <summary>A refresh of one source: about to begin, under way or ended.</summary>
/// <param name="startStamp">When it was asked for, on the clock that is never set.</param>
internal sealed class SnapshotFlight(long startStamp)
{
    /// <summary>Which one it is, from 1 on; 0 before it begins to read.</summary>
    public long Number { get; private set; }

    /// <summary>When it began to read.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>The same on the clock that is never set.</summary>
    public long StartStamp { get; private set; } = startStamp;

    /// <summary>The acts that were told before it began to read.</summary>
    public long Acts { get; private set; }

    /// <summary>Whether it may have read anything.</summary>
    public bool HasBegun => Number > 0;

    /// <summary>Whether there is a snapshot in the end.</summary>
    public Task<bool> Task { get; set; } = System.Threading.Tasks.Task.FromResult(true);

    /// <summary>Begins: who asked before this moment is served by it.</summary>
    public void Begin(long number, TimeProvider clock, long acts) =>
        (Number, StartedAt, StartStamp, Acts) = (number, clock.GetUtcNow(), clock.GetTimestamp(), acts);
}
