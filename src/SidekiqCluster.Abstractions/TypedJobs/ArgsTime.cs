using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SidekiqCluster;

/// <summary>Times among arguments: ISO 8601, or what Ruby's <c>Time#to_s</c> gives. Without an offset they are UTC.</summary>
internal static class ArgsTime
{
    /// <summary>How long a text is at most to be looked at.</summary>
    public const int LongestText = 64;

    // What Ruby's Time#to_s and ISO 8601 without an offset look like; the JSON reader knows the other forms.
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd HH:mm:ss 'UTC'",
        "yyyy-MM-dd HH:mm:ss zzz",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd",
    ];

    /// <summary>Reads a time; false when the text is none. Allocates nothing.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length > LongestText)
        {
            return false;
        }

        // The JSON reader takes a time without an offset for a local one.
        Span<char> buffer = stackalloc char[LongestText + 1];
        return (HasOffset(text) && TryParseJson(text, out time))
            || DateTimeOffset.TryParseExact(
                RubyOffset(text, buffer), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    private static bool TryParseJson(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (!Ascii.IsValid(text) || text.ContainsAny('"', '\\') || text.ContainsAnyInRange('\0', '\u001f'))
        {
            return false;
        }

        Span<byte> json = stackalloc byte[LongestText + 2];
        json[0] = (byte)'"';
        var length = Encoding.ASCII.GetBytes(text, json[1..]);
        json[length + 1] = (byte)'"';
        var reader = new Utf8JsonReader(json[..(length + 2)]);
        return reader.Read() && reader.TryGetDateTimeOffset(out time);
    }

    private static bool HasOffset(ReadOnlySpan<char> text) =>
        text is [.., 'Z'] || (text.Length > 10 && text.Contains('T') && text[10..].ContainsAny('+', '-'));

    /// <summary>Ruby writes an offset as <c>+0100</c>, .NET reads <c>+01:00</c>.</summary>
    private static ReadOnlySpan<char> RubyOffset(ReadOnlySpan<char> text, Span<char> buffer)
    {
        if (text.Length <= 5 || text[^5] is not ('+' or '-') || text[^6] != ' ')
        {
            return text;
        }

        text[..^2].CopyTo(buffer);
        buffer[text.Length - 2] = ':';
        text[^2..].CopyTo(buffer[(text.Length - 1)..]);
        return buffer[..(text.Length + 1)];
    }
}
