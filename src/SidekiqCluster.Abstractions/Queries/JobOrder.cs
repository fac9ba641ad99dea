namespace SidekiqCluster;

/// <summary>In which order jobs are read: by place in line in a queue, by score in a set.</summary>
public enum JobOrder
{
    /// <summary>Last in line, or highest score, first: Sidekiq's own order.</summary>
    NewestFirst,

    /// <summary>Next to run, or lowest score, first.</summary>
    OldestFirst,

    /// <summary>
    /// Whichever order costs least. A set is then read once, in no order at all; the other orders read a large set
    /// twice, to see entries whose score was changed meanwhile. A queue is read next to run first.
    /// </summary>
    Any,
}
