using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>Where a value stands in a payload: its bytes as written, quotes and brackets included.</summary>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="Length">Number of bytes; 0 when the field is absent.</param>
/// <param name="Type">The value's first token; <see cref="JsonTokenType.None"/> when the field is absent.</param>
internal readonly record struct PayloadToken(int Start, int Length, JsonTokenType Type)
{
    /// <summary>The token of a value of well-formed JSON.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="start">Where the value begins.</param>
    /// <param name="end">The place behind it.</param>
    public static PayloadToken Of(ReadOnlySpan<byte> json, int start, int end) => new(start, end - start, json[start] switch
    {
        (byte)'"' => JsonTokenType.String,
        (byte)'{' => JsonTokenType.StartObject,
        (byte)'[' => JsonTokenType.StartArray,
        (byte)'t' => JsonTokenType.True,
        (byte)'f' => JsonTokenType.False,
        (byte)'n' => JsonTokenType.Null,
        _ => JsonTokenType.Number,
    });

    public bool IsPresent => Type != JsonTokenType.None;

    /// <summary>Whether Ruby takes the value for true: it is present and neither <c>null</c> nor <c>false</c>.</summary>
    public bool IsTruthy => Type is not (JsonTokenType.None or JsonTokenType.Null or JsonTokenType.False);

    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> raw) => raw.Slice(Start, Length);

    /// <summary>What stands between the quotes of a string, escapes and all; empty for any other value.</summary>
    public ReadOnlySpan<byte> ContentIn(ReadOnlySpan<byte> raw) =>
        Type == JsonTokenType.String ? raw.Slice(Start + 1, Length - 2) : default;
}
