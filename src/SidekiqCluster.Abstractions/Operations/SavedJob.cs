namespace SidekiqCluster;

/// <summary>A job as it stood before it was deleted: enough to put it back exactly.</summary>
public sealed record SavedJob
{
    /// <summary>The shard that held it.</summary>
    public required string Shard { get; init; }

    /// <summary>The queue or set that held it.</summary>
    public required JobSource Source { get; init; }

    /// <summary>Its score, epoch seconds; null in a queue.</summary>
    public double? Score { get; init; }

    /// <summary>Its bytes.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>A job as it stands.</summary>
    internal static SavedJob Of(JobRecord job) =>
        new() { Shard = job.Shard, Source = job.Source, Score = (job as SortedEntry)?.Score, Raw = job.Raw };
}
