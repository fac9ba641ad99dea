using System.Text;
using CsCheck;

namespace SidekiqCluster.Abstractions.Tests.Payloads;

/// <summary>Objects of JSON, whole and damaged.</summary>
internal static class JsonMutations
{
    private static readonly string[] Names = ["jid", "class", "args", "enqueued_at", "retry_count", "j\\u0069d", "\\u006aid", "x", "", "é", "a\\\"b", "retry\\u005fcount"];

    private static readonly string[] Leaves =
    [
        "null", "true", "false", "nul", "truex", "True", "0", "-0", "-", "01", "-01", "1.", ".5", "1.5", "1.5.5", "-1.25e+3", "1e5", "1E-05", "1e", "1e+", "1.e5", "+1",
        "1795442402.4999", "1795442402499", "1795442402.1234567", "12345678901234567890", "1.23456789012345678901234567890", "123456789012345x", "1a", "0x1F", "0.5",
        "\"\"", "\"a\"", "\"a b\"", "\"\\u00e9\"", "\"\\ud800\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\x\"", "\"\\\\\"", "\"\\\"\"", "\"\\/\\b\\f\\n\\r\\t\"", "\"\t\"", "\"\u007f\"", "\"", "\"a\\\"",
        "\"0123456789012345678901234567890123456789012345678901234567890123456789\"", "\"01234567890123456789012345678\\n9012345678901234567890123456789012345678901234567\"",
        "[]", "{}", "[,]", "[1,]", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "[1 2]", "[1}", "/**/1", "",
    ];

    private static readonly string[] Blanks = ["", "", "", "", " ", "\n", "\t \r\n", "\u00a0", "\0", "\v"];

    private static readonly byte[] Marks = [.. "{}[]\",:\\u0-\n \t.eE/"u8, 0x00, 0x1f, 0x7f, 0x80, 0xc3, 0xff];

    private static readonly Gen<string> Blank = Gen.Int[0, 40].Select(static i => i < Blanks.Length ? Blanks[i] : string.Empty);

    private static readonly Gen<string> Leaf = Gen.Frequency((1, Gen.Int[0, Leaves.Length - 1].Select(static i => Leaves[i])), (8, Gen.Int[0, 40].Select(SoundLeaf)));

    /// <summary>An object; mostly it is JSON.</summary>
    public static Gen<byte[]> Objects { get; } = ObjectsOf(Depth(3)).Select(Encoding.UTF8.GetBytes);

    /// <summary>The same with some bytes changed, put in or taken away.</summary>
    public static Gen<byte[]> Damaged { get; } = Gen.Select(
        Objects, Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 2], Gen.Int[0, Marks.Length - 1]).Array[1, 3], Damage);

    /// <summary>The same cut off.</summary>
    public static Gen<byte[]> Cut { get; } = Gen.Select(Objects, Gen.Int[0, 100_000], static (bytes, at) => bytes[..(at % (bytes.Length + 1))]);

    private static string SoundLeaf(int number) => (number % 5) switch
    {
        0 => $"\"{new string('t', number * 3)}\"",
        1 => $"\"{new string('é', number)}\\n\"",
        2 => $"17954424{number}.{number}",
        3 => $"{number}",
        _ => number % 2 == 0 ? "true" : "null",
    };

    private static Gen<string> Depth(int levels) => levels == 0
        ? Leaf
        : Gen.Frequency(
            (4, Leaf),
            (1, Gen.Select(Blank, Depth(levels - 1)).Array[0, 4].Select(static items => $"[{string.Join(',', items.Select(static i => i.Item1 + i.Item2 + i.Item1))}]")),
            (1, ObjectsOf(Depth(levels - 1))));

    private static Gen<string> ObjectsOf(Gen<string> value) =>
        Gen.Select(Blank, Gen.Int[0, Names.Length - 1], value).Array[0, 9].Select(static members =>
            $"{{{string.Join(',', members.Select(static m => $"{m.Item1}\"{Names[m.Item2]}\"{m.Item1}:{m.Item1}{m.Item3}{m.Item1}"))}}}");

    private static byte[] Damage(byte[] bytes, (int At, int Kind, int Mark)[] edits)
    {
        var damaged = bytes.ToList();
        foreach (var (at, kind, mark) in edits)
        {
            var place = at % (damaged.Count + 1);
            if (kind == 0 || place == damaged.Count)
            {
                damaged.Insert(place, Marks[mark]);
            }
            else if (kind == 1)
            {
                damaged[place] = Marks[mark];
            }
            else
            {
                damaged.RemoveAt(place);
            }
        }

        return [.. damaged];
    }
}
