using System.Text;
using System.Text.Json;
using CsCheck;
using SidekiqCluster.Redis;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Core.Tests.Redis;

public sealed class LenientObjectTests
{
    private static readonly string[] Names = ["a", "tag", "é", "absent"];

    private static readonly Gen<string> Member = Gen.Select(
        Gen.OneOf("\"a\"", "\"tag\"", "\"t\\u0061g\"", "\"é\"", "\"\\u00e9\"", "\"\\ud800\"", "\"\""),
        Gen.OneOf(
            "1", "-0.5e3", "\"x\"", "\"\\ud83d\\ude00\\n\"", "\"\\udc00\"", "true", "false", "null", "{}", "{\"a\":[1]}",
            "[\"x\",1,[\"y\"],{\"z\":\"w\"},\"\\u00e9\"]", "[]", " [ \"x\" ] "),
        static (name, value) => $"{name}:{value}");

    private static readonly Gen<byte[]> Objects = Gen.Select(
        Member.Array[0, 6], Gen.OneOf("", " ", "}", ","), static (members, end) => Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}{end}"));

    [Fact]
    public void Members_OfAnyObject_AreThoseOfTheWholeValue() => Objects.Sample(AssertReadsAsTheWhole, iter: TestSizes.FuzzedPayloads);

    [Fact]
    public void Members_OfAMutatedObject_AreThoseOfTheWholeValue() =>
        Gen.Select(Objects, Gen.Int[0, 1000], Gen.Byte).Sample(
            (json, at, value) =>
            {
                json[at % json.Length] = value;
                AssertReadsAsTheWhole(json);
            },
            iter: TestSizes.FuzzedPayloads);

    [Fact]
    public void Members_OfAnyBytes_AreThoseOfTheWholeValue() => Gen.Byte.Array.Sample(AssertReadsAsTheWhole, iter: TestSizes.FuzzedPayloads);

    private static void AssertReadsAsTheWhole(byte[] json)
    {
        var whole = LenientJson.TryParse(json);
        var members = LenientObject.Read(json);
        foreach (var name in Names)
        {
            var (utf8, expected) = (Encoding.UTF8.GetBytes(name), whole?.Member(name));
            Assert.Equal(expected?.AsText(), members.Text(utf8));
            Assert.Equal(expected?.AsTextOrNumber(), members.TextOrNumber(utf8));
            Assert.Equal(expected?.ValueKind == JsonValueKind.True, members.IsTrue(utf8));
            Assert.Equal(expected?.GetRawText(), members.Element(utf8)?.GetRawText());
            Assert.Equal(
                expected is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray().Select(LenientJson.AsText).OfType<string>()] : [],
                members.Texts(utf8));
        }
    }
}
