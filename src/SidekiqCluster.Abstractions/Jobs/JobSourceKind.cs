namespace SidekiqCluster;

/// <summary>The kinds of place in which a Sidekiq installation keeps jobs.</summary>
public enum JobSourceKind
{
    /// <summary>A queue: the list <c>queue:{name}</c>.</summary>
    Queue,

    /// <summary>The sorted set <c>schedule</c>, by due time.</summary>
    Scheduled,

    /// <summary>The sorted set <c>retry</c>, by the time of the next attempt.</summary>
    Retry,

    /// <summary>The sorted set <c>dead</c>, by the time of death.</summary>
    Dead,

    /// <summary>Jobs that processes are running now, as of their last heartbeats.</summary>
    Work,
}
