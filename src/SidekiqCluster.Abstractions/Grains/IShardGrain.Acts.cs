namespace SidekiqCluster.Grains;

// Every act has a name that the caller gives: repeated with it within ten minutes, on another silo too, it is done once
// and answers the same.
public partial interface IShardGrain
{
    /// <summary>Sets all-time counters to zero.</summary>
    [Alias("ResetStats")]
    Task ResetStatsAsync(Guid act, StatCounters counters);

    /// <summary>Tells all living processes something at their next heartbeats.</summary>
    [Alias("SignalAll")]
    Task<IReadOnlyList<ProcessSignal>> SignalAllAsync(Guid act, ProcessCommand command);

    /// <summary>Removes the traces of dead processes; answers of how many.</summary>
    [Alias("PruneProcesses")]
    Task<long> PruneProcessesAsync(Guid act);

    /// <summary>Asks an iterable job to end; answers when that was asked first.</summary>
    [Alias("CancelIteration")]
    Task<DateTimeOffset> CancelIterationAsync(Guid act, string jid);

    /// <summary>Marks a deploy.</summary>
    [Alias("MarkDeploy")]
    Task<DeployMarkOutcome> MarkDeployAsync(Guid act, string label, DateTimeOffset? at);
}
