using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CsCheck;
using SidekiqCluster.Payloads;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Abstractions.Tests.Payloads;

public sealed class JsonNumberTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("5.")]
    [InlineData(".5")]
    [InlineData("1.2.3")]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("007")]
    [InlineData("+5")]
    [InlineData(" 5")]
    [InlineData("5 ")]
    [InlineData("5x")]
    [InlineData("1e5")]
    [InlineData("1e400")]
    [InlineData("-1e-400")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("9007199254740992")]
    [InlineData("9007199254740993")]
    [InlineData("9999999999999999999")]
    [InlineData("99999999999999999999")]
    [InlineData("0.000000000000000001")]
    [InlineData("1795442402.1234567")]
    public void TryRead_Text_IsAsTheParserSays(string text) => Assert.True(IsAsTheParserSays(text));

    [Fact]
    public void TryRead_AnyDigits_IsAsTheParserSays() => Gen.Select(Gen.ULong, Gen.Int[0, 20], Gen.Int[0, 20]).Sample(
        (number, length, point) =>
        {
            var digits = number.ToString("D20", CultureInfo.InvariantCulture)[length..];
            return IsAsTheParserSays(point < digits.Length ? digits.Insert(point, ".") : digits);
        },
        iter: TestSizes.PropertyCases * 10);

    [Fact]
    public void TryRead_AnyText_IsAsTheParserSays() => Gen.Char["0123456789.-+eE x"].Array[0, 24].Sample(
        static characters => IsAsTheParserSays(new string(characters)), iter: TestSizes.PropertyCases * 10);

    [Fact]
    public void TryRead_AnyDouble_IsItself() => Gen.Double.Where(double.IsFinite).Sample(
        static number => JsonNumber.TryRead(Encoding.ASCII.GetBytes(number.ToString("R", CultureInfo.InvariantCulture)), out var read)
            && BitConverter.DoubleToInt64Bits(read) == BitConverter.DoubleToInt64Bits(number),
        iter: TestSizes.PropertyCases);

    private static bool IsAsTheParserSays(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var isNumber = Utf8Parser.TryParse(bytes, out double expected, out var length) && length == bytes.Length;
        return JsonNumber.TryRead(bytes, out var number) == isNumber
            && (!isNumber || BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits(expected));
    }
}
