using System.Text;
using CsCheck;
using SidekiqCluster.Payloads;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Abstractions.Tests.Payloads;

public sealed class PayloadLayoutTests
{
    private static readonly PayloadField[] Fields = Enum.GetValues<PayloadField>();

    [Fact]
    public void TryRead_EveryKnownName_FindsItsField()
    {
        foreach (var field in Fields)
        {
            Assert.Equal("7", Read($$"""{"x":{"{{NameOf(field)}}":1},"{{NameOf(field)}}":7}""", field));
        }
    }

    [Fact]
    public void TryRead_NamesThatAreNearlyKnown_FindsNothing()
    {
        foreach (var field in Fields)
        {
            var name = NameOf(field);
            var near = $$"""{"{{name}}x":1,"{{name[..^1]}}":1,"{{name[..^1]}}X":1,"{{name.ToUpperInvariant()}}":1}""";
            Assert.Null(Read(near, field));
        }
    }

    [Theory]
    [InlineData("""{"jid":"a","jid":"b"}""", "\"b\"")]
    [InlineData("""{"jid":"a","\u006aid":"b"}""", "\"b\"")]
    [InlineData("""{"\u006a\u0069\u0064":"a","jid":"b"}""", "\"b\"")]
    [InlineData("""{"jid":"a","\ud800id":"b"}""", "\"a\"")]
    [InlineData(""" { "jid" : [1 , 2] , "b":3 } """, "[1 , 2]")]
    public void TryRead_RepeatedOrOddlySpelledKey_TakesTheLast(string json, string jid) =>
        Assert.Equal(jid, Read(json, PayloadField.Jid));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("42")]
    [InlineData("\"a\"")]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("""{"a":1""")]
    [InlineData("""{"a":1}}""")]
    [InlineData("""{"a":1} x""")]
    [InlineData("""{"a":1}{}""")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"a":[1,]}""")]
    [InlineData("""{"a":"\x"}""")]
    [InlineData("""{"a" 1}""")]
    [InlineData("""{a:1}""")]
    public void TryRead_NoJsonObject_IsRefused(string text) =>
        Assert.False(PayloadLayout.TryRead(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void TryRead_NestingOf100Thousand_IsRead()
    {
        const int Depth = 100_000;
        var deep = new string('[', Depth) + new string(']', Depth);

        Assert.Equal(deep, Read($$"""{"jid":1,"args":{{deep}}}""", PayloadField.Args));
    }

    [Fact]
    public void TryRead_UsualPayload_AllocatesNothing()
    {
        var raw = AJob.Dead().With("other", 5).Bytes;
        Assert.Equal(0, Allocations.Least(() => PayloadLayout.TryRead(raw, out _)));
    }

    [Fact]
    public void TryRead_AnyBytes_IsAsTheReaderSays() =>
        Gen.Byte.Array[0, 60].Sample(bytes => IsAsTheReaderSays([(byte)'{', .. bytes]), iter: TestSizes.FuzzedPayloads);

    [Fact]
    public void TryRead_Objects_IsAsTheReaderSays() => JsonMutations.Objects.Sample(IsAsTheReaderSays, iter: TestSizes.FuzzedPayloads);

    [Fact]
    public void TryRead_DamagedObjects_IsAsTheReaderSays() => JsonMutations.Damaged.Sample(IsAsTheReaderSays, iter: TestSizes.FuzzedPayloads);

    [Fact]
    public void TryRead_ObjectsCutOff_IsAsTheReaderSays() => JsonMutations.Cut.Sample(IsAsTheReaderSays, iter: TestSizes.FuzzedPayloads);

    [Theory]
    [InlineData("[", "1", "]")]
    [InlineData("{\"a\":", "\"b\"", "}")]
    [InlineData("[1,{\"a\":", "[]", ",\"b\":2}]")]
    [InlineData("[ ", "]", " ]")]
    [InlineData("[ ", "1", " }")]
    public void TryRead_AnyDepth_IsAsTheReaderSays(string open, string inner, string close)
    {
        for (var depth = 1; depth < 200; depth++)
        {
            var value = string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth));
            Assert.True(IsAsTheReaderSays(Encoding.UTF8.GetBytes($$"""{"args":{{value}},"jid":5}""")));
            Assert.True(IsAsTheReaderSays(Encoding.UTF8.GetBytes($$"""{"jid":5,"args":{{value}}""")));
        }
    }

    [Fact]
    public void Find_AnyField_IsTheLastOfItsName()
    {
        var raw = """{"\u0061b":1,"ab":2,"b":3,"a\u0062":[4]}"""u8;

        Assert.Equal("[4]"u8, PayloadLayout.Find(raw, "ab"u8).In(raw));
        Assert.False(PayloadLayout.Find(raw, "c"u8).IsPresent);
    }

    private static bool IsAsTheReaderSays(byte[] raw)
    {
        var expected = ReferenceLayout.Read(raw);
        var isObject = PayloadLayout.TryRead(raw, out var layout);
        Assert.Equal(expected is not null, isObject);
        Assert.Equal(isObject, PayloadLayout.TryFind(raw, "retry_count"u8, out var count));
        Assert.Equal(ReferenceLayout.IsValue(raw), JsonScan.IsValue(raw));
        Assert.All(Fields, field => Assert.Equal(expected?.GetValueOrDefault(NameOf(field)) ?? default, layout[field]));
        return expected is null || expected.GetValueOrDefault("retry_count") == count;
    }

    private static string? Read(string json, PayloadField field)
    {
        var raw = Encoding.UTF8.GetBytes(json);
        Assert.True(PayloadLayout.TryRead(raw, out var layout));
        return layout[field].IsPresent ? Encoding.UTF8.GetString(layout[field].In(raw)) : null;
    }

    private static string NameOf(PayloadField field) =>
        string.Concat(field.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
