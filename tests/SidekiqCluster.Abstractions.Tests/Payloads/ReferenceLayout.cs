using System.Text.Json;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.Abstractions.Tests.Payloads;

/// <summary>Reads the fields of a payload by .NET's own reader, one after the other.</summary>
internal static class ReferenceLayout
{
    /// <summary>The fields by name, of repeated ones the last; null when the payload is no JSON object.</summary>
    public static Dictionary<string, PayloadToken>? Read(byte[] raw)
    {
        var fields = new Dictionary<string, PayloadToken>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(raw, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = JsonText.DecodeContent(reader.ValueSpan);
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                var type = reader.TokenType;
                reader.Skip();
                fields[name] = new PayloadToken(start, (int)reader.BytesConsumed - start, type);
            }

            return reader.Read() ? null : fields;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the bytes are one JSON value.</summary>
    public static bool IsValue(byte[] json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
