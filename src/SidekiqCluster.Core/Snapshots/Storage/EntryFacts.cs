using System.Runtime.InteropServices;

namespace SidekiqCluster.Snapshots;

/// <summary>What a snapshot of a sorted set keeps of an entry besides <see cref="JobFacts"/>: 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct EntryFacts
{
    /// <summary>The score.</summary>
    public double Score;

    /// <summary>UTC ticks.</summary>
    public long Failed;

    /// <summary>UTC ticks.</summary>
    public long Retried;

    /// <summary>The queue that the payload names, as an id of the snapshot's <see cref="TextTable"/>.</summary>
    public int Queue;

    /// <summary>The class of the latest error, likewise.</summary>
    public int Error;
}
