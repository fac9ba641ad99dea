namespace SidekiqCluster;

/// <summary>The jobs that another filter does not match. Written <c>-TERM</c> or <c>not TERM</c>.</summary>
public sealed record NotFilter : JobFilter
{
    internal NotFilter(JobFilter filter)
        : base((filter ?? throw new ArgumentNullException(nameof(filter))).Depth + 1) => Filter = filter;

    /// <summary>What must not match.</summary>
    public JobFilter Filter { get; }
}
