namespace SidekiqCluster.Grains;

/// <summary>One queue of one shard, keyed by <see cref="QueueKey"/>; it need not exist.</summary>
[Alias("SidekiqCluster.IQueueGrain")]
public interface IQueueGrain : IJobSourceGrain
{
    /// <summary>Size, latency and pause.</summary>
    [Alias("GetSummary")]
    Task<GrainAnswer<QueueSummary>> GetSummaryAsync(Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>Pauses the queue; whether it was not paused before.</summary>
    /// <inheritdoc cref="IJobSourceGrain.ClearAsync" path="/param"/>
    [Alias("Pause")]
    Task<bool> PauseAsync(Guid act);

    /// <summary>Ends the pause; whether it was paused before.</summary>
    /// <inheritdoc cref="IJobSourceGrain.ClearAsync" path="/param"/>
    [Alias("Unpause")]
    Task<bool> UnpauseAsync(Guid act);
}
