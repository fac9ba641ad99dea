namespace SidekiqCluster;

/// <summary>The unit of <c>created_at</c> and <c>enqueued_at</c> in payloads that are written.</summary>
public enum TimestampUnit
{
    /// <summary>
    /// Milliseconds when every living process is Sidekiq 8 or newer, else seconds. The processes are asked at most every
    /// ten seconds; while none lives, seconds are written.
    /// </summary>
    Automatic,

    /// <summary>Seconds with a fraction, which every version reads.</summary>
    Seconds,

    /// <summary>Whole milliseconds, as Sidekiq 8 writes them. Older versions take them for a time in the far future.</summary>
    Milliseconds,
}
