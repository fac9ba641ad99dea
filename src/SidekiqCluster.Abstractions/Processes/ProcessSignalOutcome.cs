namespace SidekiqCluster;

/// <summary>What can become of a signal to a process.</summary>
public enum ProcessSignalOutcome
{
    /// <summary>It waits for the process, which takes one signal per heartbeat: every five or ten seconds.</summary>
    Sent,

    /// <summary>The same signal waits already, or the process is quiet and needs not be told again. Nothing was sent.</summary>
    AlreadySignalled,

    /// <summary>There is no such living process. Nothing was sent.</summary>
    NotAlive,

    /// <summary>The process runs embedded in an application, which alone can end it. Nothing was sent.</summary>
    Embedded,

    /// <summary>The server refused. Nothing was sent.</summary>
    Failed,

    /// <summary>The server's answer was lost: it was sent or not. Signalling again is harmless.</summary>
    Unknown,
}
