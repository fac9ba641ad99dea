namespace SidekiqCluster;

/// <summary>A job of the scheduled, retry or dead set.</summary>
public sealed class SortedEntry : JobRecord
{
    /// <summary>Wraps a member of a sorted set without reading its bytes.</summary>
    /// <param name="shard">The name of the shard that holds the job.</param>
    /// <param name="source">The set.</param>
    /// <param name="raw">The member.</param>
    /// <param name="score">The score: epoch seconds.</param>
    public SortedEntry(string shard, JobSource source, ReadOnlyMemory<byte> raw, double score)
        : base(shard, source, raw) => Score = score;

    /// <summary>
    /// The score in epoch seconds: the due time (scheduled), the next attempt (retry) or the time of death (dead).
    /// Compare it as a number only; Redis versions spell the same score differently.
    /// </summary>
    public double Score { get; }

    /// <summary>The score as a time; null when it lies outside the years 1 to 9999.</summary>
    public DateTimeOffset? At => EpochTime.FromSeconds(Score);
}
