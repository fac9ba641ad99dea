using SidekiqCluster.Queries;

namespace SidekiqCluster;

/// <summary>How a queue is read.</summary>
public sealed record QueueReadOptions
{
    /// <summary>From which end the queue is read.</summary>
    /// <value>Default: newest first, as Sidekiq reads. <see cref="JobOrder.Any"/> is next to run first.</value>
    public JobOrder Order { get; init; } = JobOrder.NewestFirst;

    /// <summary>How many new jobs a round trip to Redis brings; 32 are read again each time, to be sure that none is missed.</summary>
    /// <value>Default: 1000; 1 to 100,000. Larger pages are slower and hold Redis longer.</value>
    public int PageSize { get; init; } = PageSizes.Default;

    /// <summary>Which jobs are taken. The filter runs over the raw bytes, not in Redis, which sends all jobs.</summary>
    /// <value>Default: all.</value>
    public JobFilter Filter { get; init; } = JobFilter.All;
}
