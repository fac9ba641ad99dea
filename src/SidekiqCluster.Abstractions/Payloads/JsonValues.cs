using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>Builds the JSON elements that records hand out. None of them throws when its text is read.</summary>
internal static class JsonValues
{
    /// <summary>Any depth: the reader counts levels in a bit stack and recurses nowhere.</summary>
    public static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    public static readonly JsonElement EmptyArray = Parse("[]"u8);

    /// <summary>Dense, and with nothing escaped that need not be.</summary>
    public static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = int.MaxValue,
        SkipValidation = true,
    };

    /// <summary>An element over a copy of these bytes, which must be one JSON value.</summary>
    public static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(JsonText.Sanitize(json), AnyDepth);
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
    public static JsonElement ArrayOf(string text) => Parse(Write(text, static (writer, text) =>
    {
        writer.WriteStartArray();
        JsonText.Write(writer, text);
        writer.WriteEndArray();
    }));

    /// <summary>The elements of an array as texts: strings as they read, anything else as its JSON.</summary>
    public static IReadOnlyList<string> TextsOf(JsonElement array) =>
    [
        .. array.EnumerateArray().Select(static item =>
            item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText()),
    ];

    /// <summary>The bytes that an action writes.</summary>
    public static byte[] Write<TState>(TState state, Action<Utf8JsonWriter, TState> write)
        where TState : allows ref struct
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            write(writer, state);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
