using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>Builds the JSON elements that records hand out. None of them throws when its text is read.</summary>
internal static class JsonValues
{
    /// <summary>Any depth: the reader counts levels in a bit stack and recurses nowhere.</summary>
    public static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    public static readonly JsonElement EmptyArray = Parse("[]"u8);

    /// <summary>
    /// An element over a copy of these bytes, which must be one JSON value; what lies too deep in it stands as text.
    /// </summary>
    public static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(JsonDepth.Limit(JsonText.Sanitize(json)), AnyDepth);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>An element over a copy of bytes that may be anything; null when they are no JSON array.</summary>
    public static JsonElement? ParseArray(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, AnyDepth);
        try
        {
            if (json.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return null;
            }

            reader.Skip();
            return Parse(json[..(int)reader.BytesConsumed]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The array whose only element is this text.</summary>
    public static JsonElement ArrayOf(string text)
    {
        var output = new JsonOutput();
        output.Open('[');
        output.Text(text);
        output.Close(']');
        return Parse(output.Written);
    }

    /// <summary>The JSON of an element without spaces, its strings spelled alike.</summary>
    public static string Compact(JsonElement value)
    {
        var output = new JsonOutput();
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value), AnyDepth);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    output.Name(reader.GetString()!);
                    break;
                case JsonTokenType.String:
                    output.Text(reader.GetString()!);
                    break;
                case JsonTokenType.EndArray:
                    output.Close(']');
                    break;
                case JsonTokenType.EndObject:
                    output.Close('}');
                    break;
                default:
                    output.Value(reader.ValueSpan);
                    break;
            }
        }

        return Encoding.UTF8.GetString(output.Written);
    }

    /// <summary>The elements of an array as texts: strings as they read, anything else as its JSON.</summary>
    public static IReadOnlyList<string> TextsOf(JsonElement array) =>
    [
        .. array.EnumerateArray().Select(static item =>
            item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText()),
    ];
}
