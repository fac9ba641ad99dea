namespace SidekiqCluster;

/// <summary>Every job. Written <c>*</c>.</summary>
public sealed record AllFilter : JobFilter
{
    private AllFilter()
        : base(1)
    {
    }

    internal static AllFilter Instance { get; } = new();
}
