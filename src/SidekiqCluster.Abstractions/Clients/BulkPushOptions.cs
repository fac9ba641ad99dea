namespace SidekiqCluster;

/// <summary>How a bulk push goes about its work.</summary>
public sealed record BulkPushOptions
{
    internal const int LargestBatch = 1000;

    /// <summary>Slices of 1000 jobs, or 100 for a later time.</summary>
    public static BulkPushOptions Default { get; } = new();

    /// <summary>
    /// How many jobs a slice holds at most. A slice is stored whole or not at all; it ends earlier at 4 MB, and where
    /// immediate jobs and such for a later time meet.
    /// </summary>
    /// <value>Default null: 1000, and 100 for a later time. From 1 to 1000.</value>
    public int? BatchSize { get; init; }

    /// <summary>
    /// Told of every slice in order, as soon as its fate is known; on the thread that works, so it should return quickly.
    /// </summary>
    /// <value>Default null.</value>
    public IProgress<PushedSlice>? Progress { get; init; }

    /// <summary>Whether the result keeps the ids of the jobs, about 80 bytes each.</summary>
    /// <value>Default true.</value>
    public bool KeepsJids { get; init; } = true;

    /// <summary>The place of the first job in the whole push, of which these may be a part.</summary>
    internal long First { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule; the message names both.</exception>
    internal void Validate()
    {
        if (BatchSize is < 1 or > LargestBatch)
        {
            throw new ArgumentOutOfRangeException(
                nameof(BatchSize), BatchSize, $"`BatchSize` must be 1 to {LargestBatch}, or null for the default.");
        }
    }
}
