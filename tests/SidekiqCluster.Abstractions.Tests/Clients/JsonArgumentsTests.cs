using System.Numerics;
using System.Text;
using System.Text.Json;

namespace SidekiqCluster.Abstractions.Tests.Clients;

public sealed class JsonArgumentsTests
{
    [Theory]
    [InlineData("[]")]
    [InlineData("""[ 1, 1e308 ,"\ud83d\ude00 \u0000",{"a":1,"a":2}]""")]
    [InlineData("[123456789012345678901234567890]")]
    public void FromJson_WhatRubyReads_IsKeptAsItIs(string json)
    {
        var arguments = JsonArguments.FromJson($" \n{json}\t");

        Assert.Null(arguments.Problem);
        Assert.Equal(json, arguments.ToString());
    }

    [Theory]
    [InlineData("", "The arguments are empty")]
    [InlineData("{}", "The arguments are no array")]
    [InlineData("null", "The arguments are no array")]
    [InlineData("[1]]", "is no JSON (line 1, byte 4)")]
    [InlineData("[1,]", "is no JSON")]
    [InlineData("[NaN]", "is no JSON")]
    [InlineData("[Infinity]", "is no JSON")]
    [InlineData("['a']", "is no JSON")]
    [InlineData("[1] // one", "is no JSON")]
    [InlineData("\uFEFF[]", "is no JSON")]
    [InlineData("[1e309]", "holds a number that Ruby reads as infinite")]
    [InlineData("[-1E400]", "holds a number that Ruby reads as infinite")]
    [InlineData("""["\ud800"]""", "half of a surrogate pair")]
    [InlineData("""[{"\udc00x":1}]""", "half of a surrogate pair")]
    public void FromJson_WhatRubyCouldNotWorkWith_IsAProblem(string json, string problem) =>
        Assert.Contains(problem, JsonArguments.FromJson(json).Problem, StringComparison.Ordinal);

    [Fact]
    public void FromJson_HalfASurrogatePairInTheText_IsAProblem() =>
        Assert.Contains("half of a surrogate pair", JsonArguments.FromJson("[\"\ud800\"]").Problem, StringComparison.Ordinal);

    [Fact]
    public void FromUtf8_BytesThatAreNoUtf8_AreAProblem() =>
        Assert.Contains("is not UTF-8", JsonArguments.FromUtf8(new byte[] { (byte)'[', (byte)'"', 0xff, (byte)'"', (byte)']' }).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    [InlineData(100_000, false)]
    public void FromJson_Nesting_IsHeldToWhatRubyReads(int depth, bool isFine) =>
        Assert.Equal(isFine, JsonArguments.FromJson(new string('[', depth) + new string(']', depth)).Problem is null);

    [Fact]
    public void FromJson_Element_KeepsItsSpelling()
    {
        Assert.Equal("[ 1.50 ]", JsonArguments.FromJson(JsonElement.Parse("[ 1.50 ]")).ToString());
        Assert.NotNull(JsonArguments.FromJson(default(JsonElement)).Problem);
    }

    [Fact]
    public void Of_ValuesThatJsonHas_AreSpelledAsRubySpellsThem() => Assert.Equal(
        """[null,true,-1,1180591620717411303424,1.0e+20,0.1,2.5,"ü💳\b\"/",[1,[]],{"a":{"b":2}},[ 1 ]]""",
        JsonArguments.Of(
            null, true, -1, BigInteger.Pow(2, 70), 1e20, 0.1f, 2.50m, "ü💳\b\"/", new object[] { 1, Array.Empty<int>() },
            new Dictionary<string, object> { ["a"] = new Dictionary<string, int> { ["b"] = 2 } }, JsonElement.Parse("[ 1 ]")).ToString());

    [Fact]
    public void Of_ValuesThatJsonLacks_NameTheArgument()
    {
        object[] lacking = [Guid.Empty, DateTimeOffset.UnixEpoch, DayOfWeek.Monday, 'c', new byte[1], double.NaN, float.PositiveInfinity, "\ud800", new Dictionary<int, int> { [1] = 1 }];

        Assert.All(lacking, value => Assert.StartsWith("Argument 2 ", JsonArguments.Of(1, new[] { value }).Problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_ListWithinItself_IsAProblem()
    {
        var list = new List<object>();
        list.Add(list);

        Assert.Contains("nests too deep", JsonArguments.Of(list).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void FromUtf8_LongArguments_AreReadWithoutACopy()
    {
        var json = Encoding.UTF8.GetBytes($"[\"{new string('x', 100_000)}\"]");
        Assert.True(JsonArguments.FromUtf8(json).Json.Span.Overlaps(json));
    }
}
