namespace SidekiqCluster.TypedJobs;

/// <summary>An act on the jobs of a typed query.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Filter">Which jobs.</param>
/// <param name="Screen">Which of them by how their arguments fit.</param>
/// <param name="Order">From which end of the source.</param>
/// <param name="Options">How.</param>
internal sealed record TypedJobAct(
    JobOperation Operation, JobFilter Filter, JobArgsScreen Screen, JobOrder Order, OperationOptions Options)
{
    /// <summary>The new time of a reschedule.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The span over which a reschedule spreads the jobs.</summary>
    public TimeSpan Spread { get; init; }
}
