namespace SidekiqCluster;

/// <summary>What can be done with jobs.</summary>
public enum JobOperation
{
    /// <summary>Remove the job for good.</summary>
    Delete,

    /// <summary>Put a job of a set back into its queue, with one retry less counted.</summary>
    Retry,

    /// <summary>Put the job into the dead set.</summary>
    Kill,

    /// <summary>Put a job of a set into its queue, as the scheduler would.</summary>
    AddToQueue,

    /// <summary>Give a job of a set another time.</summary>
    Reschedule,

    /// <summary>Put the job into another queue.</summary>
    Move,

    /// <summary>Put a saved job back where it was deleted from.</summary>
    Restore,
}
