using System.Globalization;
using System.Text;
using CsCheck;
using SidekiqCluster.Filters;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Abstractions.Tests.Filters;

public sealed class DecimalNumberTests
{
    private static readonly Gen<string> Digits = Gen.Int[0, 9].Array[1, 12].Select(digits => string.Concat(digits));

    private static readonly Gen<string> Number = Gen.Select(
        Gen.OneOf("", "-"),
        Digits.Select(digits => digits.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0"),
        Gen.OneOf(Gen.Const(""), Digits.Select(digits => "." + digits), Gen.OneOf(".0", ".00", ".000001")),
        Gen.OneOf(Gen.Const(""), Gen.Int[-15, 15].Select(e => "e" + e.ToString(CultureInfo.InvariantCulture)), Gen.OneOf("E+0", "e-00", "E007")),
        (sign, integer, fraction, exponent) => sign + integer + fraction + exponent);

    [Fact]
    public void CompareTo_AnyNumbers_IsExact() => Gen.Select(Number, Number).Sample(
        (x, y) => Assert.Equal(Math.Sign(ReferenceFilter.Compare(x, y)), Math.Sign(Compare(x, y))), iter: TestSizes.PropertyCases * 10);

    [Fact]
    public void CompareTo_AnotherSpelling_IsEqual() => Gen.Select(Gen.Long, Gen.Int[0, 30], Gen.Int[0, 40]).Sample(
        (value, shift, zeros) =>
        {
            var text = value.ToString(CultureInfo.InvariantCulture);
            Assert.Equal(0, Compare(text, $"{text}{new string('0', shift)}.{new string('0', zeros + 1)}e-{shift}"));
        },
        iter: TestSizes.PropertyCases);

    [Theory]
    [InlineData("0", "-0.000e999999999999999999999", 0)]
    [InlineData("1e999999999", "1e999999998", 1)]
    [InlineData("-1e999999999", "-1e999999998", -1)]
    [InlineData("1e-999999999", "0", 1)]
    [InlineData("1e-99999999999999999999", "1e-99999999999999999998", -1)]
    [InlineData("1e-99999999999999999999", "1e99999999999999999999", -1)]
    [InlineData("0.1e100000000000000000000", "1e99999999999999999999", 0)]
    [InlineData("123e99999999999999999997", "1.23e99999999999999999999", 0)]
    [InlineData("123e0000000000000000000000000000000001", "1230", 0)]
    public void CompareTo_AbsurdExponents_IsExact(string x, string y, int expected)
    {
        Assert.Equal(expected, Compare(x, y));
        Assert.Equal(-expected, Compare(y, x));
    }

    [Fact]
    public void CompareTo_ExponentsOfAMillionDigits_IsExact()
    {
        var nines = new string('9', 1_000_000);
        Assert.Equal(0, Compare("1e1" + new string('0', 1_000_000), "10e" + nines));
        Assert.Equal(1, Compare("1e" + nines, "1e" + nines[..^1] + "8"));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("-0.5e+7", true)]
    [InlineData("10E-2", true)]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData("+1", false)]
    [InlineData(".5", false)]
    [InlineData("5.", false)]
    [InlineData("007", false)]
    [InlineData("-01", false)]
    [InlineData("1e", false)]
    [InlineData("1e+", false)]
    [InlineData("1 ", false)]
    [InlineData("٣", false)]
    public void IsNumber_Text_AsJsonSaysIt(string text, bool expected) => Assert.Equal(expected, NumberText.IsNumber(text));

    private static int Compare(string x, string y) =>
        new DecimalNumber(Encoding.ASCII.GetBytes(x)).CompareTo(new DecimalNumber(Encoding.ASCII.GetBytes(y)));
}
