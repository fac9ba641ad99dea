using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Reads a stored error backtrace in each form that Sidekiq has used: an array of strings (≤6.0.0), or base64 of a zlib
/// stream of Ruby's Marshal format (6.0.1) or of JSON (since 6.0.2, until 7.2.0 with line breaks).
/// </summary>
internal static class Backtraces
{
    /// <summary>How many bytes are inflated at most. A longer one is shown as it is stored.</summary>
    public const int MaxInflated = 4 << 20;

    /// <summary>The lines; what cannot be decoded is one line, as stored. Null when the field holds no backtrace.</summary>
    public static IReadOnlyList<string>? Read(ReadOnlySpan<byte> raw, PayloadToken token) => token.Type switch
    {
        JsonTokenType.StartArray => JsonValues.TextsOf(JsonValues.Parse(token.In(raw))),
        JsonTokenType.String => ReadText(JsonText.Decode(token.In(raw))),
        JsonTokenType.Number or JsonTokenType.StartObject => [Encoding.UTF8.GetString(token.In(raw))],
        _ => null,
    };

    private static IReadOnlyList<string> ReadText(string text)
    {
        var compressed = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, compressed, out var length)
            || Inflate(compressed.AsMemory(0, length)) is not { } inflated)
        {
            return [text];
        }

        if (MarshalledStrings.Read(inflated) is { } lines)
        {
            return lines;
        }

        return JsonValues.ParseArray(inflated) is { } array ? JsonValues.TextsOf(array) : [text];
    }

    private static byte[]? Inflate(ReadOnlyMemory<byte> compressed)
    {
        const int Step = 16 << 10;
        using var stream = new ZLibStream(new MemoryStream(compressed.ToArray()), CompressionMode.Decompress);
        var inflated = new ArrayBufferWriter<byte>();
        try
        {
            for (int read; (read = stream.Read(inflated.GetSpan(Step))) > 0;)
            {
                inflated.Advance(read);
                if (inflated.WrittenCount > MaxInflated)
                {
                    return null;
                }
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return inflated.WrittenSpan.ToArray();
    }
}
