using System.Text.Json;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.Redis;

/// <summary>
/// A JSON object that Redis holds in a field and that may be anything: its members are found in one pass, and each is read
/// when it is asked for. Of a repeated name the last one counts.
/// </summary>
internal readonly struct LenientObject
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly List<Found>? _members;

    private LenientObject(ReadOnlyMemory<byte> json, List<Found> members)
    {
        _json = json;
        _members = members;
    }

    /// <summary>Reads any bytes; what is not exactly one JSON object has no members.</summary>
    public static LenientObject Read(ReadOnlyMemory<byte> json)
    {
        const int Usual = 16;
        var members = new List<Found>(Usual);
        var reader = new Utf8JsonReader(json.Span, JsonValues.AnyDepth);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return default;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = (int)reader.TokenStartIndex + 1;
                var nameEnd = name + reader.ValueSpan.Length;
                reader.Read();
                var (type, start) = (reader.TokenType, (int)reader.TokenStartIndex);
                reader.Skip();
                members.Add(new Found(name..nameEnd, type, start..(int)reader.BytesConsumed));
            }

            return reader.Read() ? default : new LenientObject(json, members);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>A string's text; null for anything else.</summary>
    public string? Text(ReadOnlySpan<byte> name) =>
        Find(name) is { Type: JsonTokenType.String } text ? JsonText.Decode(ValueOf(text)) : null;

    /// <summary>The text of a string, or a number as it is written; null for anything else.</summary>
    public string? TextOrNumber(ReadOnlySpan<byte> name) => Find(name) switch
    {
        { Type: JsonTokenType.Number } number => System.Text.Encoding.ASCII.GetString(ValueOf(number)),
        { Type: JsonTokenType.String } text => JsonText.Decode(ValueOf(text)),
        _ => null,
    };

    /// <summary>Whether it is <c>true</c>.</summary>
    public bool IsTrue(ReadOnlySpan<byte> name) => Find(name) is { Type: JsonTokenType.True };

    /// <summary>The texts of an array; empty when there is none. What is no text is left out.</summary>
    public IReadOnlyList<string> Texts(ReadOnlySpan<byte> name)
    {
        if (Find(name) is not { Type: JsonTokenType.StartArray } array)
        {
            return [];
        }

        var texts = new List<string>();
        var reader = new Utf8JsonReader(ValueOf(array), JsonValues.AnyDepth);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                texts.Add(JsonText.DecodeContent(reader.ValueSpan));
            }

            reader.Skip();
        }

        return texts;
    }

    /// <summary>A member as an element; null when absent.</summary>
    public JsonElement? Element(ReadOnlySpan<byte> name) => Find(name) is { } found ? JsonValues.Parse(ValueOf(found)) : null;

    private Found? Find(ReadOnlySpan<byte> name)
    {
        for (var at = (_members?.Count ?? 0) - 1; at >= 0; at--)
        {
            var found = _members![at];
            if (JsonText.ContentIs(_json.Span[found.Name], name))
            {
                return found;
            }
        }

        return null;
    }

    private ReadOnlySpan<byte> ValueOf(Found found) => _json.Span[found.Value];

    private readonly record struct Found(Range Name, JsonTokenType Type, Range Value);
}
