namespace SidekiqCluster;

/// <summary>One job of a bulk push: what it does not share with the others.</summary>
/// <param name="Args">Its arguments.</param>
/// <param name="At">When it is due; null for the time of the whole push.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.BulkJob")]
public readonly record struct BulkJob(JsonArguments Args, DateTimeOffset? At = null)
{
    /// <summary>A job that shares all but its arguments.</summary>
    public static implicit operator BulkJob(JsonArguments args) => FromJsonArguments(args);

    /// <summary>A job that shares all but its arguments.</summary>
    public static BulkJob FromJsonArguments(JsonArguments args) => new(args);
}
