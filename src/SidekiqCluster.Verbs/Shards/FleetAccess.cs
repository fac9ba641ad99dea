namespace SidekiqCluster.Verbs.Shards;

/// <summary>Asks the shards of a fleet.</summary>
/// <param name="fleet">The fleet, with the patience and the staleness that are wanted; whoever gave it ends it.</param>
internal sealed class FleetAccess(ISidekiqFleet fleet) : IShardAccess
{
    public async Task<IReadOnlyList<ShardInfo>> ListAsync(CancellationToken cancellationToken)
    {
        var shards = await fleet.ListShardsAsync(cancellationToken);
        return shards.Count > 0
            ? shards
            : throw new SidekiqClusterException("The cluster has no shards; configure one for its silos, or add one.");
    }

    public Task<ISidekiqShard> ConnectAsync(string shard, CancellationToken cancellationToken) => Task.FromResult(fleet.Shard(shard));

    public Task<ShardsJobPage> GetPageAsync(IReadOnlyList<string> shards, JobQuery query, CancellationToken cancellationToken) =>
        fleet.Shards(string.Join(',', shards)).GetJobsAsync(query, cancellationToken);

    public Task<ISidekiqFleet?> FindFleetAsync(CancellationToken cancellationToken) => Task.FromResult<ISidekiqFleet?>(fleet);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
