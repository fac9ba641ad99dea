namespace SidekiqCluster;

/// <summary>
/// What answers at the shard's address is no server that Sidekiq can use: not a Redis at all, older than Redis 6.2, or
/// with cluster mode enabled.
/// </summary>
[GenerateSerializer, Alias("SidekiqCluster.ShardUnsupportedException")]
public sealed class ShardUnsupportedException : SidekiqClusterException
{
    /// <inheritdoc cref="SidekiqClusterException(string, string?, Exception?)"/>
    public ShardUnsupportedException(string message, string? shard = null, Exception? innerException = null)
        : base(message, shard, innerException)
    {
    }
}
