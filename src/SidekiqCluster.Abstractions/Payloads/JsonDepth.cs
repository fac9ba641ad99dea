using System.Buffers;
using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Keeps elements shallow. <see cref="JsonElement"/> is built in time proportional to size times depth: 100,000 nested
/// brackets, 200 kB of payload, would take half a minute.
/// </summary>
internal static class JsonDepth
{
    /// <summary>How deep elements are. Ruby reads no more than 100 levels.</summary>
    public const int Max = 256;

    /// <summary>The same JSON in which every array or object that lies too deep is a string of its text.</summary>
    public static ReadOnlySpan<byte> Limit(ReadOnlySpan<byte> json)
    {
        if (json.Count((byte)'[') + json.Count((byte)'{') <= Max)
        {
            return json;
        }

        var shallow = new ArrayBufferWriter<byte>(json.Length);
        var copied = 0;
        var reader = new Utf8JsonReader(json, JsonValues.AnyDepth);
        while (reader.Read())
        {
            if (reader.CurrentDepth < Max || reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
            {
                continue;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            shallow.Write(json[copied..start]);
            copied = (int)reader.BytesConsumed;
            WriteText(shallow, json[start..copied]);
        }

        if (copied == 0)
        {
            return json;
        }

        shallow.Write(json[copied..]);
        return shallow.WrittenSpan;
    }

    private static void WriteText(ArrayBufferWriter<byte> shallow, ReadOnlySpan<byte> text)
    {
        var content = new JsonOutput();
        content.Escape(text);
        shallow.Write("\""u8);
        shallow.Write(content.Written);
        shallow.Write("\""u8);
    }
}
