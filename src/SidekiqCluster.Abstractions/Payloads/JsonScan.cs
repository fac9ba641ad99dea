using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Goes over JSON from its first byte to its last and tells whether it is JSON: what <see cref="Utf8JsonReader"/> takes and
/// nothing else, in half its time and without an exception. Texts need not be UTF-8.
/// </summary>
/// <remarks>
/// Each method is given a place and answers the place behind what it passed there, or <see cref="Nowhere"/> when something
/// else stands there; from nowhere one only comes to nowhere. Places stay in registers that way: kept in a field, each of
/// the many short steps would wait for the one before to be stored.
/// </remarks>
internal ref struct JsonScan(ReadOnlySpan<byte> json)
{
    /// <summary>The place that is none.</summary>
    public const int Nowhere = -1;

    /// <summary>Arrays and objects that lie deeper are left to the reader, which recurses nowhere.</summary>
    private const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _json = json;
    private JsonTextEnds _ends = new(json);
    private int _depth;

    /// <summary>Whether the bytes are one JSON value.</summary>
    public static bool IsValue(ReadOnlySpan<byte> json)
    {
        var scan = new JsonScan(json);
        return scan.IsEnd(scan.PassValue(scan.PassBlanks(0)));
    }

    /// <summary>Whether nothing but blanks is left from here.</summary>
    public readonly bool IsEnd(int at) => PassBlanks(at) == _json.Length;

    /// <summary>Passes blanks, if there are any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int PassBlanks(int at) => ByteAt(at) > ' ' ? at : PassAnyBlanks(at);

    /// <summary>Passes a bracket, a comma or a colon, with blanks before and behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Pass(char expected, int at)
    {
        at = PassBlanks(at);
        return ByteAt(at) == expected ? PassBlanks(at + 1) : Nowhere;
    }

    /// <summary>Passes a text, which begins here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PassText(int at) => ByteAt(at) == '"' ? PassContent(at + 1) : Nowhere;

    /// <summary>Passes a whole value, which begins here.</summary>
    public int PassValue(int at)
    {
        var first = ByteAt(at);
        if (first == '"')
        {
            return PassContent(at + 1);
        }

        return first switch
        {
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => JsonNumber.Pass(_json, at),
            (byte)'{' or (byte)'[' => PassNested(first == '{', at),
            (byte)'t' => PassLiteral("true"u8, at),
            (byte)'f' => PassLiteral("false"u8, at),
            (byte)'n' => PassLiteral("null"u8, at),
            _ => Nowhere,
        };
    }

    /// <summary>The byte here; 0, which is nowhere JSON, where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte ByteAt(int at) => (uint)at < (uint)_json.Length ? _json[at] : (byte)0;

    private readonly int PassAnyBlanks(int at)
    {
        while (ByteAt(at) is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    /// <summary>Passes what stands between the quotes of a text, and the second of them.</summary>
    private int PassContent(int at)
    {
        var json = _json;
        at = _ends.Next(at);
        while ((uint)at < (uint)json.Length)
        {
            if (json[at] == '"')
            {
                return at + 1;
            }

            var length = JsonText.LengthOfEscape(json[at..]);
            if (length == 0)
            {
                break;
            }

            at = _ends.Next(at + length);
        }

        return Nowhere;
    }

    private readonly int PassLiteral(ReadOnlySpan<byte> literal, int at) =>
        _json[at..].StartsWith(literal) ? at + literal.Length : Nowhere;

    private int PassNested(bool isObject, int at)
    {
        if (_depth == MaxDepth)
        {
            return PassDeep(at);
        }

        _depth++;
        at = isObject ? PassMembers(at) : PassElements(at);
        _depth--;
        return at;
    }

    private int PassMembers(int at)
    {
        at = Pass('{', at);
        if (ByteAt(at) == '}')
        {
            return at + 1;
        }

        while (true)
        {
            at = PassBlanks(PassValue(Pass(':', PassText(at))));
            if (ByteAt(at) != ',')
            {
                return ByteAt(at) == '}' ? at + 1 : Nowhere;
            }

            at = PassBlanks(at + 1);
        }
    }

    private int PassElements(int at)
    {
        at = Pass('[', at);
        if (ByteAt(at) == ']')
        {
            return at + 1;
        }

        while (true)
        {
            at = PassBlanks(PassValue(at));
            if (ByteAt(at) != ',')
            {
                return ByteAt(at) == ']' ? at + 1 : Nowhere;
            }

            at = PassBlanks(at + 1);
        }
    }

    private readonly int PassDeep(int at)
    {
        var reader = new Utf8JsonReader(_json[at..], JsonValues.AnyDepth);
        try
        {
            reader.Read();
            reader.Skip();
        }
        catch (JsonException)
        {
            return Nowhere;
        }

        return at + (int)reader.BytesConsumed;
    }
}
