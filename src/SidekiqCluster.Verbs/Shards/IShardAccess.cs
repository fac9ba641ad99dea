namespace SidekiqCluster.Verbs.Shards;

/// <summary>The way to the shards of a run. Disposing it closes what it opened.</summary>
internal interface IShardAccess : IAsyncDisposable
{
    /// <summary>The shards, in the order in which answers show them; one or more.</summary>
    /// <exception cref="SidekiqClusterException">Who knows them does not answer.</exception>
    Task<IReadOnlyList<ShardInfo>> ListAsync(CancellationToken cancellationToken);

    /// <summary>A shard that can be asked. One that could not be reached is tried again.</summary>
    /// <param name="shard">The name of one that was listed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SidekiqClusterException">It cannot be reached now.</exception>
    Task<ISidekiqShard> ConnectAsync(string shard, CancellationToken cancellationToken);

    /// <summary>A page of jobs over some shards; one that fails is told of beside the others' jobs.</summary>
    /// <param name="shards">The names of some that were listed.</param>
    /// <param name="query">Which page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FormatException">The cursor is none, or is of another query or of other shards.</exception>
    Task<ShardsJobPage> GetPageAsync(IReadOnlyList<string> shards, JobQuery query, CancellationToken cancellationToken);

    /// <summary>The fleet that knows the shards, which takes others and leaves some; null where whoever asks names them.</summary>
    /// <exception cref="SidekiqClusterException">It does not answer.</exception>
    Task<ISidekiqFleet?> FindFleetAsync(CancellationToken cancellationToken);
}
