using SidekiqCluster.Passes;

namespace SidekiqCluster;

/// <summary>How a set is read.</summary>
public sealed record JobSetReadOptions
{
    /// <summary>By score from which end, or in any order.</summary>
    /// <value>
    /// Default: highest score first, as Sidekiq reads. In order, a set of more than five pages is transferred twice, so
    /// that an entry whose score changes meanwhile is seen; <see cref="JobOrder.Any"/> transfers it once.
    /// </value>
    public JobOrder Order { get; init; } = JobOrder.NewestFirst;

    /// <summary>How many new entries a round trip brings, the first five times as many.</summary>
    /// <value>Default: 1000; 1 to 100,000. Larger pages are slower and hold Redis longer.</value>
    public int PageSize { get; init; } = PassOptions.DefaultPageSize;

    /// <summary>Which entries are taken. The filter runs here over the raw bytes; all entries are transferred.</summary>
    /// <value>Default: all.</value>
    public JobFilter Filter { get; init; } = JobFilter.All;
}
