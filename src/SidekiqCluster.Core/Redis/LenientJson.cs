using System.Text.Json;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.Redis;

/// <summary>JSON that Redis holds in fields and that may be anything.</summary>
internal static class LenientJson
{
    /// <summary>The value, whose texts can all be read; null when the bytes are not exactly one JSON value.</summary>
    public static JsonElement? TryParse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, JsonValues.AnyDepth);
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return JsonValues.Parse(json);
    }

    /// <summary>An object's member, of a repeated name the last one; null when absent or when this is no object.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    /// <summary>A string's text; null for anything else.</summary>
    public static string? AsText(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    /// <summary>The text of a string, or a number as it is written; null for anything else.</summary>
    public static string? AsTextOrNumber(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number ? element.GetRawText() : element.AsText();
}
