using SidekiqCluster.Queries;

namespace SidekiqCluster;

/// <summary>How a set is read.</summary>
public sealed record JobSetReadOptions
{
    /// <summary>By score from which end, or in any order.</summary>
    /// <value>
    /// Default: highest score first, as Sidekiq reads. In order, a pass over a set of more than five pages reads it twice,
    /// so that an entry whose score changes meanwhile is seen; <see cref="JobOrder.Any"/> reads it once.
    /// </value>
    public JobOrder Order { get; init; } = JobOrder.NewestFirst;

    /// <summary>How many new entries a round trip to Redis brings, the first five times as many.</summary>
    /// <value>Default: 1000; 1 to 100,000. Larger pages are slower and hold Redis longer.</value>
    public int PageSize { get; init; } = PageSizes.Default;

    /// <summary>Which entries are taken. The filter runs over the raw bytes, not in Redis, which sends all entries.</summary>
    /// <value>Default: all.</value>
    public JobFilter Filter { get; init; } = JobFilter.All;
}
