using System.Globalization;
using System.Text.Json;

namespace SidekiqCluster;

public static partial class ArgsReader
{
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
        return TryReadShort(ref reader, out var text) && ArgsTime.TryParse(text, out value);
    }

    private static bool TryReadShort(ref Utf8JsonReader reader, out string text)
    {
        text = string.Empty;
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueSpan.Length > ArgsTime.LongestText)
        {
            return false;
        }

        text = Text(in reader);
        return true;
    }
}
