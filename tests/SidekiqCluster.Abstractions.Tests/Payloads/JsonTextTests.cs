using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CsCheck;
using SidekiqCluster.Payloads;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Abstractions.Tests.Payloads;

public sealed class JsonTextTests
{
    private static readonly string[] Parts =
        [@"\ud83d", @"\ude00", @"\uD800", @"\uDFFF", @"\u0041", @"\n", @"\\", @"\""", "u", "d83d", "é", "😀", "\uFFFD"];

    [Theory]
    [InlineData("\"plain\"", "plain")]
    [InlineData("\"\"", "")]
    [InlineData(@"""a\""\\\/\b\f\n\r\tz""", "a\"\\/\b\f\n\r\tz")]
    [InlineData(@"""\u00e9\u20AC""", "é€")]
    [InlineData(@"""\ud83d\ude00!""", "😀!")]
    [InlineData(@"""\ud83d""", "\uFFFD")]
    [InlineData(@"""\ude00\ud83d""", "\uFFFD\uFFFD")]
    [InlineData(@"""\ud83d\u0041""", "\uFFFDA")]
    [InlineData(@"""\ud83d\n\\ude00""", "\uFFFD\n\\ude00")]
    public void Decode_EveryEscape_IsResolved(string json, string text)
    {
        Assert.Equal(text, JsonText.Decode(Encoding.UTF8.GetBytes(json)));
        Assert.Equal(text, JsonValues.Parse(Encoding.UTF8.GetBytes(json)).GetString());
    }

    [Fact]
    public void Decode_TextThatTheJsonWriterWrote_IsThatText() => Gen.String.Sample(
        text =>
        {
            var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            return JsonText.Decode(JsonSerializer.SerializeToUtf8Bytes(valid)) == valid;
        },
        iter: TestSizes.PropertyCases);

    [Fact]
    public void Sanitize_ValidJson_IsTheInputItself()
    {
        var json = """{"a":"\ud83d\ude00 \\ud83d é"}"""u8;

        Assert.True(JsonText.Sanitize(json) == json);
    }

    [Fact]
    public void Sanitize_InvalidBytesAndHalfPairs_ReadsAsTheReplacementCharacter()
    {
        byte[] json = [.. "[\"a"u8, 0xff, .. @"b\udc00\\udc00\ud800\ud800\udc00c"", 1.50]"u8];

        var element = JsonValues.Parse(json);

        Assert.Equal("a\uFFFDb\uFFFD\\udc00\uFFFD\U00010000c", element[0].GetString());
        Assert.Equal("1.50", element[1].GetRawText());
    }

    [Fact]
    public void Sanitize_AnyStringContent_ReadsLikeDecode() => Escapes().Sample(
        content =>
        {
            byte[] json = [(byte)'"', .. content, (byte)'"'];
            var text = JsonValues.Parse(json).GetString()!;
            return Utf8.IsValid(JsonText.Sanitize(json)) && text == JsonText.Decode(json)
                && JsonText.ContentIs(content, Encoding.UTF8.GetBytes(text));
        },
        iter: TestSizes.PropertyCases);

    [Fact]
    public void EncodeContent_AnyText_DecodesToIt() => Gen.String.Sample(
        text => JsonText.DecodeContent(JsonText.EncodeContent(text)) == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)),
        iter: TestSizes.PropertyCases);

    /// <summary>Contents of JSON strings that are valid but for halves of surrogate pairs.</summary>
    private static Gen<byte[]> Escapes() =>
        Gen.Int[0, Parts.Length - 1]
            .Select(i => Parts[i])
            .Array[0, 12]
            .Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));
}
