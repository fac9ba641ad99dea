namespace SidekiqCluster;

/// <summary>
/// An act was sent to a shard and its reply was lost for good: it was done, or it was not. Look before repeating it.
/// </summary>
[GenerateSerializer, Alias("SidekiqCluster.OutcomeUnknownException")]
public sealed class OutcomeUnknownException : SidekiqClusterException
{
    /// <inheritdoc cref="SidekiqClusterException(string, string?, Exception?)"/>
    public OutcomeUnknownException(string message, string? shard = null, Exception? innerException = null)
        : base(message, shard, innerException)
    {
    }

    /// <summary>The id of the new job that may be there; null when the act was none of pushing.</summary>
    [Id(0)]
    public string? Jid { get; init; }
}
