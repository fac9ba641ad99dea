namespace SidekiqCluster.Grains;

/// <summary>What a process is told.</summary>
public enum ProcessCommand
{
    /// <summary>Take no new jobs.</summary>
    Quiet,

    /// <summary>Shut down.</summary>
    Stop,

    /// <summary>Write what all threads do into the log.</summary>
    DumpThreads,
}
