namespace SidekiqCluster;

/// <summary>The fleet has no shard of this name, or none that the selection means; the message tells near ones. Ask for another.</summary>
[GenerateSerializer, Alias("SidekiqCluster.ShardUnknownException")]
public sealed class ShardUnknownException : SidekiqClusterException
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What happened and what to do next.</param>
    /// <param name="shard">The name, or the selection.</param>
    /// <param name="innerException">The cause.</param>
    public ShardUnknownException(string message, string? shard = null, Exception? innerException = null)
        : base(message, shard, innerException)
    {
    }
}
