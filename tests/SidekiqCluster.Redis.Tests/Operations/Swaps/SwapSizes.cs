using SidekiqCluster.Operations;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>Sizes with which short queues are swapped.</summary>
internal static class SwapSizes
{
    /// <summary>For queues of some dozen jobs and more, whatever is deleted.</summary>
    public static SwapOptions Small { get; } = new()
    {
        FewestWalks = 1,
        Window = 12,
        Run = 3,
        Anchor = 4,
        Slack = 6,
        Margin = 2,
        MostPushed = 5,
    };
}
