namespace SidekiqCluster;

/// <summary>
/// The root of what can go wrong while asking or changing a shard. Misuse of the API is an
/// <see cref="ArgumentException"/> or its kin instead.
/// </summary>
[GenerateSerializer, Alias("SidekiqCluster.SidekiqClusterException")]
public class SidekiqClusterException : Exception
{
    /// <summary>Creates the exception with a message that says what happened, to which thing, and what to do next.</summary>
    public SidekiqClusterException(string message, string? shard = null, Exception? innerException = null)
        : base(message, innerException) => Shard = shard;

    /// <summary>The shard it happened on; null when it concerns none or several.</summary>
    [Id(0)]
    public string? Shard { get; }

    /// <summary>
    /// What an operation on many jobs had done before this happened, which stays done; null when this was no such
    /// operation, or nothing was sent.
    /// </summary>
    [Id(1)]
    public OperationResult? Result { get; internal set; }

    /// <summary>Whether the same call may succeed later without anybody changing anything.</summary>
    public virtual bool IsTransient => false;
}
