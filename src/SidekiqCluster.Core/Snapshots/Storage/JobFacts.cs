using System.Runtime.InteropServices;

namespace SidekiqCluster.Snapshots;

/// <summary>What a snapshot keeps of one job beside its bytes: 40 bytes, in the order that a filter reads them.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct JobFacts
{
    /// <summary>A time that the payload does not hold.</summary>
    public const long NoTime = long.MinValue;

    /// <summary>A text that the payload does not hold.</summary>
    public const int NoText = -1;

    /// <summary>A text that was not interned, as there are too many different ones: the payload tells.</summary>
    public const int UnknownText = -2;

    /// <summary>The payload holds no number of retries.</summary>
    public const short NoRetry = -1;

    /// <summary>A number of retries that is no small integer: the payload tells.</summary>
    public const short UnknownRetry = -2;

    /// <summary>Where the payload begins in its block's slab.</summary>
    public int Offset;

    /// <summary>The payload's bytes.</summary>
    public int Length;

    /// <summary>The display class, as an id of the snapshot's <see cref="TextTable"/>.</summary>
    public int Class;

    /// <summary>A hash of the job id; 0 when there is none.</summary>
    public ulong Jid;

    /// <summary>UTC ticks.</summary>
    public long Created;

    /// <summary>UTC ticks.</summary>
    public long Enqueued;

    /// <summary>The number of retries.</summary>
    public short Retry;

    /// <summary>What is known of the payload as a whole.</summary>
    public JobTraits Traits;
}
