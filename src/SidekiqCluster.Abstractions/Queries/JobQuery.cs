namespace SidekiqCluster;

/// <summary>A page of jobs to read: from where, which, in what order, how many, and after which page.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.JobQuery")]
public sealed record JobQuery
{
    /// <summary>The jobs of a page without a <see cref="Limit"/> of its own.</summary>
    public const int DefaultLimit = 50;

    /// <summary>What is read: the queues by name, then the single sources in the order given.</summary>
    /// <value>Default: <see cref="JobSources.All"/>.</value>
    [Id(0)]
    public JobSources Sources { get; init; } = JobSources.All;

    /// <summary>Which jobs are taken.</summary>
    /// <value>Default: all, malformed ones included.</value>
    [Id(1)]
    public JobFilter Filter { get; init; } = JobFilter.All;

    /// <summary>The order within each source.</summary>
    /// <value>Default: newest first. <see cref="JobOrder.Any"/> is read as the default, as a page needs an order.</value>
    [Id(2)]
    public JobOrder Order { get; init; } = JobOrder.NewestFirst;

    /// <summary>How many jobs the page holds at most.</summary>
    /// <value>Default: <see cref="DefaultLimit"/>; null for all, which are then held in memory; 1 or more.</value>
    [Id(3)]
    public int? Limit { get; init; } = DefaultLimit;

    /// <summary>The <see cref="JobPage.Cursor"/> of the page before; null for the first page.</summary>
    [Id(4)]
    public string? Cursor { get; init; }
}
