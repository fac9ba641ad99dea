using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Where the fields of one payload stand in its bytes: found in one pass, without an allocation, and good for both the
/// record's properties and the filter's comparisons. Of a repeated key the last one counts, as in Ruby.
/// </summary>
/// <remarks>
/// Any depth of nesting is read; beyond 64 levels the reader allocates one bit a level. Ruby gives up at 100 and takes
/// such a job for unreadable.
/// </remarks>
internal struct PayloadLayout
{
    private const int FieldCount = (int)PayloadField.Encrypt + 1;

    private Tokens _tokens;

    public readonly PayloadToken this[PayloadField field] => _tokens[(int)field];

    /// <summary>Reads a payload; false when it is no JSON object, which makes the job malformed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> raw, out PayloadLayout layout)
    {
        layout = default;
        var reader = new Utf8JsonReader(raw, JsonValues.AnyDepth);
        try
        {
            if (!TryEnter(raw, ref reader))
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var field = PayloadFields.Find(reader.ValueSpan, reader.ValueIsEscaped);
                var token = ReadValue(ref reader);
                if (field is { } known)
                {
                    layout._tokens[(int)known] = token;
                }
            }

            return !reader.Read();
        }
        catch (JsonException)
        {
            layout = default;
            return false;
        }
    }

    /// <summary>Finds any field of a well-formed payload by name; the token of an absent one is not present.</summary>
    public static PayloadToken Find(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> name)
    {
        var found = default(PayloadToken);
        var reader = new Utf8JsonReader(raw, JsonValues.AnyDepth);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = JsonText.ContentIs(reader.ValueSpan, name);
            var token = ReadValue(ref reader);
            found = isIt ? token : found;
        }

        return found;
    }

    private static bool TryEnter(ReadOnlySpan<byte> raw, ref Utf8JsonReader reader)
    {
        // Most of what is no object shows it in its first byte, which spares the exception.
        var first = raw.IndexOfAnyExcept(" \t\r\n"u8);
        return first >= 0 && raw[first] == '{' && reader.Read();
    }

    private static PayloadToken ReadValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        var type = reader.TokenType;
        reader.Skip();
        return new PayloadToken(start, (int)reader.BytesConsumed - start, type);
    }

    [InlineArray(FieldCount)]
    private struct Tokens
    {
        private PayloadToken _first;
    }
}
