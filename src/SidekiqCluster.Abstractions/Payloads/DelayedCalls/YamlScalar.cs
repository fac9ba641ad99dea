using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace SidekiqCluster.Payloads;

/// <summary>
/// What Ruby reads in a YAML scalar, as JSON. Symbols keep their colon; classes, dates, times and whatever else has no
/// JSON type stand as their text.
/// </summary>
internal static class YamlScalar
{
    /// <summary>The scalar's text, that of a symbol with a colon before it.</summary>
    public static string TextOf(YamlNode scalar) => scalar switch
    {
        { Tag: "!ruby/symbol" or "!ruby/sym" } => ":" + scalar.Text,
        { IsPlain: true, Text: [':', '"', .. var quoted, '"'] } => ":" + quoted,
        { IsPlain: true, Text: [':', '\'', .. var quoted, '\''] } => ":" + quoted,
        { Tag: "!binary" or "tag:yaml.org,2002:binary" } => DecodeBinary(scalar.Text),
        _ => scalar.Text,
    };

    /// <summary>Writes the scalar as the JSON value that is nearest to it.</summary>
    public static void Write(JsonOutput output, YamlNode scalar)
    {
        switch (scalar.Tag)
        {
            case "!ruby/object:BigDecimal" when YamlNumber.ToJson(AfterPrecision(scalar.Text)) is { } number:
                output.Value(Encoding.ASCII.GetBytes(number));
                return;
            case "!ruby/object:BigDecimal":
                output.Text(AfterPrecision(scalar.Text));
                return;
            case "tag:yaml.org,2002:null":
                output.Value("null"u8);
                return;
            case "tag:yaml.org,2002:int" or "tag:yaml.org,2002:float" or "tag:yaml.org,2002:bool":
            case "" when scalar.IsPlain:
                WritePlain(output, scalar);
                return;
            default:
                output.Text(TextOf(scalar));
                return;
        }
    }

    private static void WritePlain(JsonOutput output, YamlNode scalar)
    {
        if (YamlNumber.ToJson(scalar.Text) is { } number)
        {
            output.Value(Encoding.ASCII.GetBytes(number));
            return;
        }

        // Ruby spells these in any case: "tRUE" is true.
        switch (scalar.Text.Length <= "false".Length ? scalar.Text.ToLowerInvariant() : null)
        {
            case "" or "~" or "null":
                output.Value("null"u8);
                return;
            case "true" or "yes" or "on":
                output.Value("true"u8);
                return;
            case "false" or "no" or "off":
                output.Value("false"u8);
                return;
            default:
                output.Text(TextOf(scalar));
                return;
        }
    }

    /// <summary>What follows in <c>18:0.15e1</c>, where the colon ends the precision.</summary>
    private static string AfterPrecision(string text) => text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>The text in base 64; as it is written when it holds no text.</summary>
    private static string DecodeBinary(string base64)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        return Convert.TryFromBase64String(base64, bytes, out var length) && Utf8.IsValid(bytes.AsSpan(0, length))
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : base64;
    }
}
