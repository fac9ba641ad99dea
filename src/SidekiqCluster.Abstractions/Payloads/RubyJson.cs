using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SidekiqCluster.Payloads;

/// <summary>JSON as Ruby takes it: what it cannot read or could not write again is told, and texts are spelled as it does.</summary>
internal static class RubyJson
{
    /// <summary>How deep Ruby reads and writes: a payload is one level, its <c>args</c> the second.</summary>
    public const int MaxDepth = 100;

    // 309 digits before the point are beyond any float; shorter spellings need an exponent for it.
    private const int ShortestInfinityWithoutExponent = 309;

    /// <summary>Why Ruby cannot work with this JSON value, as the rest of a sentence about it; null when it can.</summary>
    /// <param name="json">The value, as UTF-8.</param>
    /// <param name="depth">How deep it nests; 0 for what is no array or object.</param>
    public static string? FindProblem(ReadOnlySpan<byte> json, out int depth)
    {
        depth = 0;
        if (!Utf8.IsValid(json))
        {
            return "is not UTF-8";
        }

        var reader = new Utf8JsonReader(json, JsonValues.AnyDepth);
        try
        {
            while (reader.Read())
            {
                if (FindProblem(ref reader) is { } problem)
                {
                    return problem;
                }

                depth = reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject
                    ? Math.Max(depth, reader.CurrentDepth + 1)
                    : depth;
            }
        }
        catch (JsonException e)
        {
            // The message of the exception quotes the text, which may be nobody else's business.
            return $"is no JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})";
        }

        return null;
    }

    /// <summary>
    /// A copy of well-formed JSON with its texts spelled as Ruby spells them: nothing escaped but quotes, backslashes and
    /// control characters. Everything else stays as it is.
    /// </summary>
    public static byte[] Respell(ReadOnlySpan<byte> json)
    {
        if (!json.Contains((byte)'\\'))
        {
            return json.ToArray();
        }

        var output = new ArrayBufferWriter<byte>(json.Length);
        var copied = 0;
        var reader = new Utf8JsonReader(json, JsonValues.AnyDepth);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                var content = (int)reader.TokenStartIndex + 1;
                output.Write(json[copied..content]);
                JsonOutput.Escape(output, JsonText.Unescape(reader.ValueSpan));
                copied = content + reader.ValueSpan.Length;
            }
        }

        output.Write(json[copied..]);
        return output.WrittenSpan.ToArray();
    }

    private static string? FindProblem(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName when reader.ValueIsEscaped && JsonText.HasLoneSurrogate(reader.ValueSpan) =>
            "holds a text with half of a surrogate pair",
        JsonTokenType.Number when IsInfinite(reader.ValueSpan) =>
            "holds a number that Ruby reads as infinite, and cannot write again",
        _ => null,
    };

    private static bool IsInfinite(ReadOnlySpan<byte> number)
    {
        var isFloat = number.ContainsAny((byte)'e', (byte)'E')
            || (number.Length > ShortestInfinityWithoutExponent && number.Contains((byte)'.'));
        return isFloat && Utf8Parser.TryParse(number, out double value, out _) && double.IsInfinity(value);
    }
}
