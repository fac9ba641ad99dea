namespace SidekiqCluster.Grains;

/// <summary>One Sidekiq process of one shard, keyed by <see cref="ProcessKey"/>; it need not live.</summary>
[Alias("SidekiqCluster.IProcessGrain")]
public interface IProcessGrain : IGrainWithStringKey
{
    /// <summary>Its last heartbeat; null when it is dead.</summary>
    [Alias("Get")]
    Task<GrainAnswer<SidekiqProcess?>> GetAsync(Tolerance tolerance, CancellationToken cancellationToken = default);

    /// <summary>Tells it something at its next heartbeat.</summary>
    /// <param name="act">The act's name: repeated with it within ten minutes, it is done once and answers the same.</param>
    /// <param name="command">What it is told.</param>
    [Alias("Signal")]
    Task<ProcessSignalOutcome> SignalAsync(Guid act, ProcessCommand command);
}
