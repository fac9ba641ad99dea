namespace SidekiqCluster;

/// <summary>A stretch of one queue or set by position, and how long the whole was at the same moment.</summary>
/// <typeparam name="TJob"><see cref="JobRecord"/> in a queue, <see cref="SortedEntry"/> in a set.</typeparam>
public sealed record JobPageSlice<TJob>
    where TJob : JobRecord
{
    /// <summary>The jobs in the whole queue or set.</summary>
    public required long Total { get; init; }

    /// <summary>The jobs of the stretch; empty when it begins behind the end.</summary>
    public required IReadOnlyList<TJob> Jobs { get; init; }
}
