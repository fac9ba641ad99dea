using System.Buffers.Text;
using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>The fields of one payload, typed. A malformed payload has none.</summary>
internal sealed class Payload
{
    private readonly ReadOnlyMemory<byte> _raw;
    private readonly PayloadLayout _layout;

    private Payload(ReadOnlyMemory<byte> raw, bool isMalformed, PayloadLayout layout)
    {
        _raw = raw;
        IsMalformed = isMalformed;
        _layout = layout;
    }

    public bool IsMalformed { get; }

    public static Payload Read(ReadOnlyMemory<byte> raw) =>
        new(raw, !PayloadLayout.TryRead(raw.Span, out var layout), layout);

    /// <summary>A string field; null when it is anything else.</summary>
    public string? Text(PayloadField field) =>
        _layout[field] is { Type: JsonTokenType.String } token ? JsonText.Decode(token.In(_raw.Span)) : null;

    /// <summary>A string field, or the number in its place as it is written.</summary>
    public string? TextOrNumber(PayloadField field) => _layout[field] switch
    {
        { Type: JsonTokenType.String } token => JsonText.Decode(token.In(_raw.Span)),
        { Type: JsonTokenType.Number } token => System.Text.Encoding.ASCII.GetString(token.In(_raw.Span)),
        _ => null,
    };

    public long? Integer(PayloadField field) =>
        _layout[field] is { Type: JsonTokenType.Number } token
        && Utf8Parser.TryParse(token.In(_raw.Span), out long value, out var read) && read == token.Length
            ? value
            : null;

    public DateTimeOffset? Time(PayloadField field) => PayloadTime.Read(_raw.Span, _layout[field]);

    public JsonElement? Element(PayloadField field) =>
        _layout[field] is { IsPresent: true } token ? JsonValues.Parse(token.In(_raw.Span)) : null;

    public JsonElement? Array(PayloadField field) =>
        _layout[field] is { Type: JsonTokenType.StartArray } token ? JsonValues.Parse(token.In(_raw.Span)) : null;

    /// <summary>An array of texts; what is no string in it stands as its JSON. Empty when the field is no array.</summary>
    public IReadOnlyList<string> Texts(PayloadField field) =>
        Array(field) is { } array
            ? [.. array.EnumerateArray().Select(static item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())]
            : [];
}
