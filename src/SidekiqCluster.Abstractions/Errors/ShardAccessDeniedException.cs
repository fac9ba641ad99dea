namespace SidekiqCluster;

/// <summary>A shard refused the user, the password or a command: its credentials or its ACL must be changed.</summary>
[GenerateSerializer, Alias("SidekiqCluster.ShardAccessDeniedException")]
public sealed class ShardAccessDeniedException : SidekiqClusterException
{
    /// <inheritdoc cref="SidekiqClusterException(string, string?, Exception?)"/>
    public ShardAccessDeniedException(string message, string? shard = null, Exception? innerException = null)
        : base(message, shard, innerException)
    {
    }
}
