namespace SidekiqCluster.Client.Fleets;

/// <summary>The processes of all shards.</summary>
internal sealed partial class FleetProcessSet(FleetCalls calls, FleetActs acts) : IFleetProcessSet
{
    public Task<FleetAnswer<IReadOnlyList<ProcessSignal>>> QuietAllAsync(CancellationToken cancellationToken = default) =>
        acts.EachAsync(shard => shard.Processes.QuietAllAsync(cancellationToken), AllOf, cancellationToken);

    public Task<FleetAnswer<IReadOnlyList<ProcessSignal>>> StopAllAsync(CancellationToken cancellationToken = default) =>
        acts.EachAsync(shard => shard.Processes.StopAllAsync(cancellationToken), AllOf, cancellationToken);

    public Task<FleetAnswer<IReadOnlyList<ProcessSignal>>> DumpThreadsAllAsync(CancellationToken cancellationToken = default) =>
        acts.EachAsync(shard => shard.Processes.DumpThreadsAllAsync(cancellationToken), AllOf, cancellationToken);

    public Task<FleetAnswer<long>> PruneAsync(CancellationToken cancellationToken = default) =>
        acts.EachAsync(shard => shard.Processes.PruneAsync(cancellationToken), Enumerable.Sum, cancellationToken);

    public Task<bool> WaitUntilQuietAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        acts.WaitUntilAsync(
            async (shard, token) =>
                (await shard.Processes.ListAsync(token).ConfigureAwait(false)).All(static process => process.IsQuiet),
            timeout,
            cancellationToken);

    public Task<bool> WaitUntilGoneAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        acts.WaitUntilAsync(
            async (shard, token) => await shard.Processes.CountAsync(token).ConfigureAwait(false) == 0, timeout, cancellationToken);

    private static IReadOnlyList<ProcessSignal> AllOf(IEnumerable<IReadOnlyList<ProcessSignal>> parts) => [.. parts.SelectMany(part => part)];
}
