using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Changes single fields of a payload in its own bytes. Everything else keeps its bytes: unknown fields, key order,
/// big integers, the spelling of floats. Of a repeated key the last occurrence changes, as that one counts.
/// </summary>
internal static class PayloadSplice
{
    private const int LongestCount = 20;

    /// <summary>
    /// The payload with <c>retry_count</c> one less, as Ruby leaves it when a person retries a job: 0 becomes −1. The
    /// same bytes when the field is absent or no integer.
    /// </summary>
    public static byte[] WithOneRetryLess(byte[] raw)
    {
        if (!PayloadLayout.TryFind(raw, "retry_count"u8, out var token) || token.Type != JsonTokenType.Number)
        {
            return raw;
        }

        var number = token.In(raw);
        if (Utf8Parser.TryParse(number, out long count, out var read) && read == number.Length && count > long.MinValue)
        {
            Span<byte> json = stackalloc byte[LongestCount];
            Utf8Formatter.TryFormat(count - 1, json, out var written);
            return Replace(raw, token, json[..written]);
        }

        return BigInteger.TryParse(
            Encoding.ASCII.GetString(number), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large)
                ? Replace(raw, token, Encoding.ASCII.GetBytes((large - 1).ToString(CultureInfo.InvariantCulture)))
                : raw;
    }

    /// <summary>
    /// The payload with <c>enqueued_at</c> set to this JSON number: in place of its value, or as the last field when it had
    /// none. The same bytes when the job is malformed.
    /// </summary>
    public static byte[] WithEnqueuedAt(byte[] raw, ReadOnlySpan<byte> json) => With(raw, "enqueued_at"u8, json);

    /// <summary>The payload with <c>queue</c> set to this JSON string, likewise.</summary>
    public static byte[] WithQueue(byte[] raw, ReadOnlySpan<byte> json) => With(raw, "queue"u8, json);

    /// <summary>A well-formed payload without a field, every occurrence of it.</summary>
    public static ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> raw, ReadOnlySpan<byte> name)
    {
        while (Find(raw.Span, name) is (var start, var end))
        {
            raw = (byte[])[.. raw.Span[..start], .. raw.Span[end..]];
        }

        return raw;
    }

    private static byte[] With(byte[] raw, ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        if (!PayloadLayout.TryFind(raw, name, out var token))
        {
            return raw;
        }

        return token.IsPresent ? Replace(raw, token, json) : Append(raw, name, json);
    }

    private static byte[] Replace(ReadOnlySpan<byte> raw, PayloadToken token, ReadOnlySpan<byte> json) =>
        [.. raw[..token.Start], .. json, .. raw[(token.Start + token.Length)..]];

    private static byte[] Append(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        var end = raw.LastIndexOf((byte)'}');
        var isEmpty = raw[..end].TrimEnd(" \t\r\n"u8)[^1] == (byte)'{';
        return [.. raw[..end], .. isEmpty ? ""u8 : ","u8, (byte)'"', .. name, .. "\":"u8, .. json, .. raw[end..]];
    }

    /// <summary>The first field of this name with the comma that parts it from its neighbour; null when there is none.</summary>
    private static (int Start, int End)? Find(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(raw, JsonValues.AnyDepth);
        reader.Read();
        var previousEnd = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var isIt = JsonText.ContentIs(reader.ValueSpan, name);
            reader.Read();
            reader.Skip();
            var end = (int)reader.BytesConsumed;
            if (isIt)
            {
                return previousEnd > 0 ? (previousEnd, end)
                    : reader.Read() && reader.TokenType == JsonTokenType.PropertyName ? (start, (int)reader.TokenStartIndex)
                    : (start, end);
            }

            previousEnd = end;
        }

        return null;
    }
}
