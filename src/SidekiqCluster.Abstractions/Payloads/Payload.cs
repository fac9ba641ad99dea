using System.Buffers.Text;
using System.Text;
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
    public string? TextOrNumber(PayloadField field) =>
        _layout[field] is { Type: JsonTokenType.Number } token
            ? Encoding.ASCII.GetString(token.In(_raw.Span))
            : Text(field);

    /// <summary>An integer of 64 bits; null when the field is anything else.</summary>
    public long? Integer(PayloadField field) =>
        _layout[field] is { Type: JsonTokenType.Number } token
        && Utf8Parser.TryParse(token.In(_raw.Span), out long value, out var read) && read == token.Length
            ? value
            : null;

    public DateTimeOffset? Time(PayloadField field) => PayloadTime.Read(_raw.Span, _layout[field]);

    public JsonElement? Element(PayloadField field) => Parse(_layout[field]);

    public JsonElement? Array(PayloadField field) =>
        _layout[field] is { Type: JsonTokenType.StartArray } token ? Parse(token) : null;

    /// <summary>An array of texts; what is no string in it stands as its JSON. Empty when the field is no array.</summary>
    public IReadOnlyList<string> Texts(PayloadField field) =>
        Array(field) is { } array ? JsonValues.TextsOf(array) : [];

    public IReadOnlyList<string>? Backtrace() => Backtraces.Read(_raw.Span, _layout[PayloadField.ErrorBacktrace]);

    public string? DisplayClass() => IsMalformed ? null : JobDisplay.Of(_raw.Span, _layout).ReadClass();

    public JsonElement DisplayArgs()
    {
        if (IsMalformed)
        {
            return JsonValues.ArrayOf(Encoding.UTF8.GetString(_raw.Span));
        }

        var arguments = JobDisplay.Of(_raw.Span, _layout).ReadArguments();
        return JsonValues.Parse(arguments.ToJson());
    }

    public JsonElement? CurrentAttributes() => IsMalformed
        ? null
        : ActiveJobAttributes.Read(PayloadLayout.Find(_raw.Span, "cattr"u8).In(_raw.Span));

    /// <summary>Any field by name; null when it is absent.</summary>
    public JsonElement? Find(string name) =>
        IsMalformed ? null : Parse(PayloadLayout.Find(_raw.Span, Encoding.UTF8.GetBytes(name)));

    private JsonElement? Parse(PayloadToken token) => token.IsPresent ? JsonValues.Parse(token.In(_raw.Span)) : null;
}
