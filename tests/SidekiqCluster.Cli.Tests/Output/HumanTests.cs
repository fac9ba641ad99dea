using System.Globalization;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Cli.Output;

public sealed class HumanTests
{
    [Theory]
    [InlineData("00:00:00", "0s")]
    [InlineData("00:00:00.0004", "0ms")]
    [InlineData("00:00:00.9994", "999ms")]
    [InlineData("00:00:10.407", "10.4s")]
    [InlineData("00:00:59.99", "59.9s")]
    [InlineData("00:03:20", "3m20s")]
    [InlineData("00:05:00", "5m")]
    [InlineData("04:17:18", "4h17m")]
    [InlineData("2.03:04:05", "2d3h")]
    [InlineData("-00:00:01.5", "-1.5s")]
    public void Duration_AnyLength_HasTwoUnitsAtMost(string value, string expected) =>
        Assert.Equal(expected, Human.Duration(TimeSpan.Parse(value, CultureInfo.InvariantCulture)));

    [Fact]
    public void Duration_Least_DoesNotOverflow() => Assert.StartsWith("-", Human.Duration(TimeSpan.MinValue), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(33_407_000, "31.9 MiB")]
    [InlineData(long.MaxValue, "8388608.0 TiB")]
    public void Bytes_AnyNumber_IsInUnitsOf1024(long value, string expected) => Assert.Equal(expected, Human.Bytes(value));
}
