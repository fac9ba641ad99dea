using SidekiqCluster.Redis;

namespace SidekiqCluster.Core.Tests.Redis;

public sealed class LenientNumberTests
{
    [Theory]
    [InlineData("7", 7L)]
    [InlineData("-1", -1L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", long.MaxValue)]
    [InlineData("-1e300", long.MinValue)]
    [InlineData("2.9", 2L)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("7 jobs", null)]
    [InlineData("inf", null)]
    [InlineData("NaN", null)]
    public void ToInt64_AnyText_IsTheNearestWholeNumberOrNull(string? text, long? expected) =>
        Assert.Equal(expected, LenientNumber.ToInt64(text));

    [Theory]
    [InlineData(long.MaxValue, 1, long.MaxValue)]
    [InlineData(long.MinValue, -1, long.MinValue)]
    [InlineData(2, 3, 5)]
    public void Add_BeyondTheRange_StaysAtItsEdge(long one, long other, long sum) =>
        Assert.Equal(sum, LenientNumber.Add(one, other));
}
