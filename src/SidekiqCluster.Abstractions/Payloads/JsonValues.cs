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

    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = int.MaxValue,
    };

    /// <summary>An element over a copy of these bytes, which must be one JSON value.</summary>
    public static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(JsonText.Sanitize(json), AnyDepth);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>The array whose only element is this text.</summary>
    public static JsonElement ArrayOf(string text) => Write(text, static (writer, text) =>
    {
        writer.WriteStartArray();
        writer.WriteStringValue(text);
        writer.WriteEndArray();
    });

    /// <summary>The value that an action writes.</summary>
    public static JsonElement Write<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            write(writer, state);
        }

        return Parse(buffer.WrittenSpan);
    }
}
