namespace SidekiqCluster;

/// <summary>A shard did not answer: it is down, too slow, or the connection broke. Asking again later may help.</summary>
[GenerateSerializer, Alias("SidekiqCluster.ShardUnreachableException")]
public sealed class ShardUnreachableException : SidekiqClusterException
{
    /// <inheritdoc cref="SidekiqClusterException(string, string?, Exception?)"/>
    public ShardUnreachableException(string message, string? shard = null, Exception? innerException = null)
        : base(message, shard, innerException)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => true;
}
