using SidekiqCluster.Operations;

namespace SidekiqCluster.Core.Tests.Operations;

public sealed class QueueSwapsTests
{
    [Theory]
    [InlineData(1_000_000, 30)]
    [InlineData(100_000, 3_401)]
    [InlineData(20_000, 5_401)]
    [InlineData(5_000, null)]
    [InlineData(0, null)]
    public void FewestJobs_OfALength_IsWhereAboutThirtyWalksBegin(long length, int? fewest) =>
        Assert.Equal(fewest, QueueSwaps.FewestJobs(length, SwapOptions.Default));
}
