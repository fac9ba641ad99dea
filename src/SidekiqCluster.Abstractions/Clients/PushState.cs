namespace SidekiqCluster;

/// <summary>What became of a slice of a bulk push; the same of each of its jobs.</summary>
public enum PushState
{
    /// <summary>All of it is in Redis.</summary>
    Stored,

    /// <summary>One of its jobs cannot be pushed; nothing of it was sent.</summary>
    Refused,

    /// <summary>The server refused; nothing of it is in Redis.</summary>
    Failed,

    /// <summary>The server's answer is lost and could not be learnt: either all of it is in Redis or nothing.</summary>
    Unknown,
}
