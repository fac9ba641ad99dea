namespace SidekiqCluster.Cli.Shards;

/// <summary>The way to the shards of a run. Disposing it closes what it opened.</summary>
internal interface IShardAccess : IAsyncDisposable
{
    /// <summary>A shard that can be asked. One that could not be reached is tried again.</summary>
    /// <exception cref="SidekiqClusterException">It cannot be reached now.</exception>
    Task<ISidekiqShard> ConnectAsync(ShardTarget target, CancellationToken cancellationToken);

    /// <summary>A page of jobs over some shards; one that fails is told of beside the others' jobs.</summary>
    /// <exception cref="FormatException">The cursor is none, or is of another query or of other shards.</exception>
    Task<ShardsJobPage> GetPageAsync(IReadOnlyList<ShardTarget> targets, JobQuery query, CancellationToken cancellationToken);
}
