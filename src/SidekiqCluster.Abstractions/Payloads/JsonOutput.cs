using System.Buffers;
using System.Text;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Puts JSON together from pieces that keep their spelling, and from texts, of which only what must be is escaped: as
/// Ruby does, and unlike <c>Utf8JsonWriter</c>, which spells emoji as <c>\u</c> escapes. Commas come by themselves.
/// </summary>
internal sealed class JsonOutput
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(control => (byte)control), (byte)'"', (byte)'\\']);

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>The bytes so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>Starts an array or an object.</summary>
    public void Open(char bracket) => Value([(byte)bracket]);

    /// <summary>Ends an array or an object.</summary>
    public void Close(char bracket) => _buffer.Write([(byte)bracket]);

    /// <summary>Writes a whole value as it is spelled.</summary>
    public void Value(ReadOnlySpan<byte> json)
    {
        if (!Written.IsEmpty && Written[^1] is not ((byte)'[' or (byte)'{' or (byte)':'))
        {
            _buffer.Write(","u8);
        }

        _buffer.Write(json);
    }

    /// <summary>Writes the name of a member as it is spelled, quotes included.</summary>
    public void QuotedName(ReadOnlySpan<byte> json)
    {
        Value(json);
        _buffer.Write(":"u8);
    }

    /// <summary>Writes the name of a member. Half surrogate pairs become U+FFFD.</summary>
    public void Name(string name)
    {
        Text(name);
        _buffer.Write(":"u8);
    }

    /// <summary>Writes a string. Half surrogate pairs become U+FFFD.</summary>
    public void Text(string text)
    {
        Value("\""u8);
        Escape(Encoding.UTF8.GetBytes(text));
        _buffer.Write("\""u8);
    }

    /// <summary>Writes the content of a string: text in UTF-8, without quotes.</summary>
    public void Escape(ReadOnlySpan<byte> text) => Escape(_buffer, text);

    /// <summary>Writes the content of a string somewhere else: text in UTF-8, without quotes.</summary>
    public static void Escape(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        for (int plain; (plain = text.IndexOfAny(Escaped)) >= 0; text = text[(plain + 1)..])
        {
            output.Write(text[..plain]);
            output.Write(EscapeOf(text[plain]));
        }

        output.Write(text);
    }

    private static byte[] EscapeOf(byte character) => character switch
    {
        (byte)'\b' => [.. "\\b"u8],
        (byte)'\f' => [.. "\\f"u8],
        (byte)'\n' => [.. "\\n"u8],
        (byte)'\r' => [.. "\\r"u8],
        (byte)'\t' => [.. "\\t"u8],
        (byte)'"' or (byte)'\\' => [(byte)'\\', character],
        _ => Encoding.ASCII.GetBytes($"\\u{character:x4}"),
    };
}
