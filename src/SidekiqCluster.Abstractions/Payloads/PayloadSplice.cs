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
    /// <summary>
    /// The payload with the field set to this JSON: in place of its value, or as the last field when it had none.
    /// </summary>
    /// <param name="raw">A payload that <paramref name="layout"/> was read from.</param>
    /// <param name="layout">Where its fields stand.</param>
    /// <param name="field">The field.</param>
    /// <param name="name">The field's name, for a payload that has none yet.</param>
    /// <param name="json">The new value.</param>
    public static byte[] With(
        ReadOnlySpan<byte> raw, in PayloadLayout layout, PayloadField field, ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        var token = layout[field];
        if (token.IsPresent)
        {
            return [.. raw[..token.Start], .. json, .. raw[(token.Start + token.Length)..]];
        }

        var end = raw.LastIndexOf((byte)'}');
        var isEmpty = raw[..end].TrimEnd(" \t\r\n"u8)[^1] == (byte)'{';
        return [.. raw[..end], .. isEmpty ? ""u8 : ","u8, (byte)'"', .. name, .. "\":"u8, .. json, .. raw[end..]];
    }

    /// <summary>
    /// The payload with <c>retry_count</c> one less, as Ruby leaves it when a person retries a job: 0 becomes −1. The
    /// same bytes when the field is absent or no integer.
    /// </summary>
    public static byte[] WithOneRetryLess(byte[] raw)
    {
        if (!PayloadLayout.TryRead(raw, out var layout)
            || layout[PayloadField.RetryCount] is not { Type: JsonTokenType.Number } token
            || !BigInteger.TryParse(
                Encoding.ASCII.GetString(token.In(raw)), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
        {
            return raw;
        }

        return With(raw, layout, PayloadField.RetryCount, "retry_count"u8, Encoding.ASCII.GetBytes((count - 1).ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>The payload with <c>enqueued_at</c> set to this JSON number.</summary>
    public static byte[] WithEnqueuedAt(byte[] raw, ReadOnlySpan<byte> json) =>
        PayloadLayout.TryRead(raw, out var layout)
            ? With(raw, layout, PayloadField.EnqueuedAt, "enqueued_at"u8, json)
            : raw;

    /// <summary>The payload with <c>queue</c> set to this JSON string.</summary>
    public static byte[] WithQueue(byte[] raw, ReadOnlySpan<byte> json) =>
        PayloadLayout.TryRead(raw, out var layout) ? With(raw, layout, PayloadField.Queue, "queue"u8, json) : raw;

    /// <summary>A well-formed payload without a field, every occurrence of it.</summary>
    public static ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> raw, ReadOnlySpan<byte> name)
    {
        while (Find(raw.Span, name) is (var start, var end))
        {
            raw = (byte[])[.. raw.Span[..start], .. raw.Span[end..]];
        }

        return raw;
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
