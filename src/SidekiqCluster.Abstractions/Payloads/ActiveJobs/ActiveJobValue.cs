using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Undoes Active Job's encoding of arguments the way the newest Sidekiq shows them: an object whose only member is
/// <c>_aj_globalid</c> becomes that URI, and members whose names start with <c>_aj_</c> go, at any depth.
/// </summary>
internal static class ActiveJobValue
{
    private static ReadOnlySpan<byte> Marker => "_aj_"u8;

    /// <summary>How a marker that is escaped begins, in whole or in part.</summary>
    private static ReadOnlySpan<byte> EscapedAscii => "\\u00"u8;

    private static ReadOnlySpan<byte> GlobalId => "_aj_globalid"u8;

    /// <summary>Whether a member is bookkeeping, by the content of its name.</summary>
    public static bool IsBookkeeping(ReadOnlySpan<byte> name) => JsonText.Resolve(name).StartsWith(Marker);

    /// <summary>The value itself; of a Global ID its URI, as a JSON string. Allocates nothing.</summary>
    public static ReadOnlySpan<byte> Unwrap(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || json[0] != '{')
        {
            return json;
        }

        var reader = new Utf8JsonReader(json, JsonValues.AnyDepth);
        reader.Read();
        return TryReadGlobalId(ref reader, out var start, out var end) ? json[start..end] : json;
    }

    /// <summary>The decoded form of a JSON value; the input itself when nothing in it is encoded.</summary>
    public static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf(Marker) < 0 && json.IndexOf(EscapedAscii) < 0)
        {
            return json;
        }

        var output = new JsonOutput();
        var reader = new Utf8JsonReader(json, JsonValues.AnyDepth);
        while (reader.Read())
        {
            Copy(json, ref reader, output);
        }

        return output.Written;
    }

    private static void Copy(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, JsonOutput output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                // A copy of the reader looks ahead; when this is no Global ID, the original goes on from where it is.
                var ahead = reader;
                if (TryReadGlobalId(ref ahead, out var start, out var end))
                {
                    output.Value(json[start..end]);
                    reader = ahead;
                    return;
                }

                output.Open('{');
                return;
            case JsonTokenType.EndObject:
                output.Close('}');
                return;
            case JsonTokenType.StartArray:
                output.Open('[');
                return;
            case JsonTokenType.EndArray:
                output.Close(']');
                return;
            case JsonTokenType.PropertyName when IsBookkeeping(reader.ValueSpan):
                reader.Skip();
                return;
            case JsonTokenType.PropertyName:
                var name = (int)reader.TokenStartIndex;
                output.QuotedName(json.Slice(name, reader.ValueSpan.Length + 2));
                return;
            default:
                output.Value(json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]);
                return;
        }
    }

    private static bool TryReadGlobalId(ref Utf8JsonReader reader, out int start, out int end)
    {
        start = end = 0;
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName || !JsonText.ContentIs(reader.ValueSpan, GlobalId))
        {
            return false;
        }

        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        start = (int)reader.TokenStartIndex;
        end = (int)reader.BytesConsumed;
        return reader.Read() && reader.TokenType == JsonTokenType.EndObject;
    }
}
