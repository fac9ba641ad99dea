namespace SidekiqCluster.Operations;

/// <summary>What became of one job.</summary>
internal enum ActState
{
    /// <summary>It is where it goes.</summary>
    Done,

    /// <summary>It was no longer there; nothing was changed.</summary>
    Gone,

    /// <summary>The server refused; it is where it was.</summary>
    Failed,

    /// <summary>The answer is lost: it is where it was or where it goes.</summary>
    Unknown,

    /// <summary>It was not sent at all.</summary>
    Refused,

    /// <summary>The script did not get to it; it is where it was, and to be sent again.</summary>
    Waiting,
}
