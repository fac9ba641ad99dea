using SidekiqCluster.Metrics;

namespace SidekiqCluster.Core.Tests.Metrics;

public sealed class HistogramBitsTests
{
    [Fact]
    public void Add_GoldenVector_IsTheCountsOfSidekiq8() => Assert.Equal(
        [1, 2, .. new int[23], 1], HistogramBits.Add(null, [0, 1, 0, 2, .. new byte[46], 0, 1])!);

    [Fact]
    public void Add_Nothing_IsNothing() => Assert.Null(HistogramBits.Add(null, []));

    [Fact]
    public void Add_ShortString_LeavesTheRestAtZero() =>
        Assert.Equal([0, 13, .. new int[24]], HistogramBits.Add(null, [0, 0, 0, 13])!);

    [Fact]
    public void Add_StringCutWithinANumber_CountsItsHighByte() =>
        Assert.Equal([258, 768, .. new int[24]], HistogramBits.Add(null, [1, 2, 3])!);

    [Fact]
    public void Add_LongString_IgnoresWhatFollows() =>
        Assert.Equal(new int[26], HistogramBits.Add(null, [.. new byte[52], 1, 1])!);

    [Fact]
    public void Add_ToOthers_SumsBeyondSixteenBits() => Assert.Equal(
        [131070, .. new int[25]], HistogramBits.Add(HistogramBits.Add(null, [0xFF, 0xFF]), [0xFF, 0xFF])!);
}
