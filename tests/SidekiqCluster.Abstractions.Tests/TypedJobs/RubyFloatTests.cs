using CsCheck;
using SidekiqCluster.TestKit;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster.Abstractions.Tests.TypedJobs;

public sealed class RubyFloatTests
{
    // What `ruby -rjson -e 'puts [...].to_json'` prints.
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(5, "5.0")]
    [InlineData(12.5, "12.5")]
    [InlineData(1e14, "100000000000000.0")]
    [InlineData(-1234.0625, "-1234.0625")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1.0e-05")]
    [InlineData(1.5e-7, "1.5e-07")]
    [InlineData(1e15, "1.0e+15")]
    [InlineData(123456789012345680, "1.2345678901234568e+17")]
    [InlineData(9007199254740993, "9.007199254740992e+15")]
    [InlineData(1e16, "1.0e+16")]
    [InlineData(1e23, "1.0e+23")]
    [InlineData(1e-100, "1.0e-100")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(double.Epsilon, "5.0e-324")]
    public void Format_Number_IsSpeltAsRubyDoes(double number, string expected) => Assert.Equal(expected, RubyFloat.Format(number));

    [Fact]
    public void Format_AnyNumber_ReadsBackTheSame() => Gen.Double.Where(double.IsFinite).Sample(
        number => double.Parse(RubyFloat.Format(number), System.Globalization.CultureInfo.InvariantCulture).Equals(number),
        iter: TestSizes.PropertyCases);

    [Fact]
    public void Format_NotANumber_IsRefused() => Assert.Throws<ArgumentException>(() => RubyFloat.Format(double.NaN));
}
