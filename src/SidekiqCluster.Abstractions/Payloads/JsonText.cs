using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Text of JSON strings, read so that nothing in them can fail: bytes that are not UTF-8 and <c>\u</c> escapes that are
/// half of a surrogate pair become U+FFFD. <c>System.Text.Json</c> throws for both as soon as the text is asked for.
/// </summary>
internal static class JsonText
{
    private const int HexDigits = 4;
    private const int StackLimit = 512;

    /// <summary>The text of a JSON string, given with its quotes.</summary>
    public static string Decode(ReadOnlySpan<byte> quoted) => DecodeContent(quoted[1..^1]);

    /// <summary>The text of a JSON string, given without its quotes.</summary>
    public static string DecodeContent(ReadOnlySpan<byte> content) => Encoding.UTF8.GetString(Resolve(content));

    /// <summary>Whether the content of a JSON string is this text, in whatever spelling.</summary>
    public static bool ContentIs(ReadOnlySpan<byte> content, ReadOnlySpan<byte> text)
    {
        // An escape takes more bytes than what it stands for, but at most 6 for each of them.
        if (content.Length <= text.Length)
        {
            return content.SequenceEqual(text);
        }

        if (content.Length > 6 * text.Length || !content.Contains((byte)'\\'))
        {
            return false;
        }

        var buffer = content.Length <= StackLimit ? stackalloc byte[StackLimit] : new byte[content.Length];
        return Unescape(content, buffer).SequenceEqual(text);
    }

    /// <summary>The content of a JSON string with every escape resolved: the input itself when there is none.</summary>
    public static ReadOnlySpan<byte> Resolve(ReadOnlySpan<byte> content) =>
        content.Contains((byte)'\\') ? Unescape(content, new byte[content.Length]) : content;

    /// <summary>A copy of the content of a JSON string with every escape resolved.</summary>
    public static byte[] Unescape(ReadOnlySpan<byte> content) => Unescape(content, new byte[content.Length]).ToArray();

    /// <summary>Resolves every escape into a buffer that is at least as long as the content; answers the part used.</summary>
    public static Span<byte> Unescape(ReadOnlySpan<byte> content, Span<byte> buffer)
    {
        var length = 0;
        for (var at = 0; at < content.Length;)
        {
            if (content[at] != '\\')
            {
                buffer[length++] = content[at++];
                continue;
            }

            var escape = content[at + 1];
            if (escape != 'u')
            {
                buffer[length++] = Unescape(escape);
                at += 2;
                continue;
            }

            at += RuneAt(content[at..], out var rune);
            length += rune.EncodeToUtf8(buffer[length..]);
        }

        return buffer[..length];
    }

    /// <summary>The bytes of the escape at the start; 0 when it is none that JSON has.</summary>
    public static int LengthOfEscape(ReadOnlySpan<byte> json) => json switch
    {
        [(byte)'\\', (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t', ..] => 2,
        [(byte)'\\', (byte)'u', var a, var b, var c, var d, ..] when IsHex(a) && IsHex(b) && IsHex(c) && IsHex(d) => 2 + HexDigits,
        _ => 0,
    };

    /// <summary>A text as the content of a JSON string. Half surrogate pairs become U+FFFD.</summary>
    public static byte[] EncodeContent(string text)
    {
        var output = new JsonOutput();
        output.Escape(Encoding.UTF8.GetBytes(text));
        return output.Written.ToArray();
    }

    /// <summary>
    /// The same JSON with all that cannot be read as text replaced by U+FFFD; the input itself when there is nothing.
    /// </summary>
    public static ReadOnlySpan<byte> Sanitize(ReadOnlySpan<byte> json)
    {
        var valid = Utf8.IsValid(json) ? json : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json));
        var lone = FindLoneSurrogate(valid, 0);
        if (lone < 0)
        {
            return valid;
        }

        var copy = valid.ToArray();
        for (; lone >= 0; lone = FindLoneSurrogate(copy, lone))
        {
            "\\uFFFD"u8.CopyTo(copy.AsSpan(lone));
        }

        return copy;
    }

    /// <summary>Whether an escape in the content of a JSON string is half of a surrogate pair.</summary>
    public static bool HasLoneSurrogate(ReadOnlySpan<byte> content) => FindLoneSurrogate(content, 0) >= 0;

    /// <summary>Whether a text holds half of a surrogate pair, which UTF-8 cannot spell.</summary>
    public static bool HasLoneSurrogate(string text)
    {
        var rest = text.AsSpan();
        for (int next; (next = rest.IndexOfAnyInRange('\uD800', '\uDFFF')) >= 0;)
        {
            rest = rest[next..];
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done)
            {
                return true;
            }

            rest = rest[length..];
        }

        return false;
    }

    private static int FindLoneSurrogate(ReadOnlySpan<byte> json, int from)
    {
        for (var at = from; ;)
        {
            var next = json[at..].IndexOf((byte)'\\');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (json[at + 1] != 'u')
            {
                at += 2;
                continue;
            }

            var length = RuneAt(json[at..], out var rune);
            if (rune == Rune.ReplacementChar && char.IsSurrogate(Utf16At(json[at..])))
            {
                return at;
            }

            at += length;
        }
    }

    /// <summary>Reads the one or two <c>\u</c> escapes at the start; answers their length.</summary>
    private static int RuneAt(ReadOnlySpan<byte> escaped, out Rune rune)
    {
        const int Single = 2 + HexDigits;
        var first = Utf16At(escaped);
        if (Rune.TryCreate(first, out rune))
        {
            return Single;
        }

        if (escaped.Length >= 2 * Single && escaped[Single] == '\\' && escaped[Single + 1] == 'u'
            && Rune.TryCreate(first, Utf16At(escaped[Single..]), out rune))
        {
            return 2 * Single;
        }

        rune = Rune.ReplacementChar;
        return Single;
    }

    private static char Utf16At(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape.Slice(2, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static bool IsHex(byte digit) => char.IsAsciiHexDigit((char)digit);

    private static byte Unescape(byte escape) => escape switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => escape,
    };
}
