using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SidekiqCluster.Verbs.Answers;

/// <summary>Single values as the command line's JSON spells them.</summary>
internal static class JsonValue
{
    /// <summary>Letters of every script as themselves, control characters escaped; long arrays of jobs nest shallowly.</summary>
    public static JsonWriterOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same, for reading.</summary>
    public static JsonWriterOptions Indented { get; } = Compact with { Indented = true };

    public static void WriteText(this Utf8JsonWriter json, string? value)
    {
        if (value is null)
        {
            json.WriteNullValue();
        }
        else if (SafeText.IsSafe(value))
        {
            json.WriteStringValue(value);
        }
        else
        {
            // The encoder escapes control characters, but lets marks pass that turn the order of letters around.
            json.WriteRawValue(SafeText.Json($"\"{JsonEncodedText.Encode(value, Compact.Encoder)}\""), skipInputValidation: true);
        }
    }

    public static void WriteCount(this Utf8JsonWriter json, long? value)
    {
        if (value is { } known)
        {
            json.WriteNumberValue(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>ISO 8601, UTC, microseconds.</summary>
    public static void WriteTime(this Utf8JsonWriter json, DateTimeOffset? value) =>
        json.WriteText(value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));

    /// <summary>Float seconds.</summary>
    public static void WriteSeconds(this Utf8JsonWriter json, TimeSpan? value)
    {
        if (value is { } known)
        {
            json.WriteNumberValue(known.TotalSeconds);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    public static void WriteTexts(this Utf8JsonWriter json, IEnumerable<string>? values)
    {
        if (values is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        foreach (var value in values)
        {
            json.WriteText(value);
        }

        json.WriteEndArray();
    }

    /// <summary>As it was written, numbers digit by digit; on one line and safe for a terminal.</summary>
    public static void WriteElement(this Utf8JsonWriter json, JsonElement? value)
    {
        if (value is { } known)
        {
            json.WriteRawValue(SafeText.Json(known.GetRawText()), skipInputValidation: true);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
