using System.Globalization;
using System.Text.Json;

namespace SidekiqCluster;

public static partial class ArgsReader
{
    private const int LongestTime = 64;

    // What Ruby's Time#to_s and ISO 8601 without an offset look like; the JSON reader knows the other forms.
    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd HH:mm:ss 'UTC'",
        "yyyy-MM-dd HH:mm:ss zzz",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd",
    ];

    /// <summary>Reads a string with a date, <c>2026-11-23</c>.</summary>
    public static bool TryReadDate(ref Utf8JsonReader reader, out DateOnly value)
    {
        value = default;
        return TryReadShort(ref reader, out var text)
            && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    /// <summary>
    /// Reads a string with a time: ISO 8601, or what Ruby's <c>Time#to_s</c> gives. Without an offset it is UTC.
    /// </summary>
    public static bool TryReadTime(ref Utf8JsonReader reader, out DateTimeOffset value)
    {
        value = default;
        if (!TryReadShort(ref reader, out var text))
        {
            return false;
        }

        // The JSON reader takes a time without an offset for a local one.
        return (HasOffset(text) && reader.TryGetDateTimeOffset(out value))
            || DateTimeOffset.TryParseExact(
                RubyOffset(text), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    private static bool TryReadShort(ref Utf8JsonReader reader, out string text)
    {
        text = string.Empty;
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueSpan.Length > LongestTime)
        {
            return false;
        }

        text = Text(in reader);
        return true;
    }

    private static bool HasOffset(string text) =>
        text.EndsWith('Z') || (text.Contains('T', StringComparison.Ordinal) && text.AsSpan(10).IndexOfAny('+', '-') >= 0);

    /// <summary>Ruby writes an offset as <c>+0100</c>, .NET reads <c>+01:00</c>.</summary>
    private static string RubyOffset(string text) =>
        text.Length > 5 && text[^5] is '+' or '-' && text[^6] == ' ' ? text.Insert(text.Length - 2, ":") : text;
}
