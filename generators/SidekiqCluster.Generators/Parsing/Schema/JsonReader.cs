using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using SidekiqCluster.Generators.Parsing.Ruby;

namespace SidekiqCluster.Generators.Parsing.Schema;

/// <summary>
/// Reads JSON with places. A generator cannot bring System.Text.Json along, as the compiler may have loaded another one.
/// </summary>
internal sealed class JsonReader
{
    private const int Deepest = 60;

    private readonly string _text;
    private int _at;
    private RubyProblem? _problem;

    private JsonReader(string text) => _text = text;

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>The value; null with the problem when the text is no JSON.</summary>
    public static (JsonNode? Value, RubyProblem? Problem) Read(string text)
    {
        var reader = new JsonReader(text);
        var value = reader.ReadValue(0);
        reader.SkipSpace();
        if (value is not null && reader._at < text.Length)
        {
            reader.Fail("something follows the end of the value");
        }

        return reader._problem is null ? (value, null) : (null, reader._problem);
    }

    private JsonNode? ReadValue(int depth)
    {
        SkipSpace();
        var start = _at;
        if (depth > Deepest)
        {
            return Fail("it is nested too deep");
        }

        switch (Current)
        {
            case '{':
                return ReadObject(start, depth);
            case '[':
                return ReadArray(start, depth);
            case '"':
                return ReadString() is { } text ? new JsonNode(JsonNodeKind.String, text, TextSpan.FromBounds(start, _at)) : null;
            default:
                return ReadWord(start);
        }
    }

    private JsonNode? ReadObject(int start, int depth)
    {
        var members = new List<KeyValuePair<string, JsonNode>>();
        _at++;
        while (!Take('}'))
        {
            if (members.Count > 0 && !Take(','))
            {
                return Fail("a comma or } is missing");
            }

            SkipSpace();
            if (Current != '"' || ReadString() is not { } name)
            {
                return Fail("a key in quotes is missing");
            }

            if (!Take(':'))
            {
                return Fail("a colon is missing");
            }

            if (ReadValue(depth + 1) is not { } value)
            {
                return null;
            }

            members.Add(new KeyValuePair<string, JsonNode>(name, value));
        }

        var node = new JsonNode(JsonNodeKind.Object, "", TextSpan.FromBounds(start, _at));
        node.Members.AddRange(members);
        return node;
    }

    private JsonNode? ReadArray(int start, int depth)
    {
        var elements = new List<JsonNode>();
        _at++;
        while (!Take(']'))
        {
            if (elements.Count > 0 && !Take(','))
            {
                return Fail("a comma or ] is missing");
            }

            if (ReadValue(depth + 1) is not { } value)
            {
                return null;
            }

            elements.Add(value);
        }

        var node = new JsonNode(JsonNodeKind.Array, "", TextSpan.FromBounds(start, _at));
        node.Elements.AddRange(elements);
        return node;
    }

    private string? ReadString()
    {
        var text = new StringBuilder();
        for (_at++; Current != '"'; _at++)
        {
            if (_at >= _text.Length || Current < ' ')
            {
                Fail("a string has no end");
                return null;
            }

            if (Current != '\\')
            {
                text.Append(Current);
            }
            else if (!ReadEscape(text))
            {
                Fail("an escape is unknown");
                return null;
            }
        }

        _at++;
        return text.ToString();
    }

    private bool ReadEscape(StringBuilder text)
    {
        const int HexDigits = 4;
        const string Escapes = "\"\\/bfnrt";
        const string Meanings = "\"\\/\b\f\n\r\t";
        _at++;
        if (Escapes.IndexOf(Current) is var index and >= 0)
        {
            text.Append(Meanings[index]);
            return true;
        }

        if (Current != 'u' || _at + HexDigits >= _text.Length
            || !ushort.TryParse(_text.Substring(_at + 1, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            return false;
        }

        text.Append((char)code);
        _at += HexDigits;
        return true;
    }

    private JsonNode? ReadWord(int start)
    {
        while (char.IsLetterOrDigit(Current) || Current is '-' or '+' or '.')
        {
            _at++;
        }

        var word = _text.Substring(start, _at - start);
        var span = TextSpan.FromBounds(start, _at);
        return word switch
        {
            "null" => new JsonNode(JsonNodeKind.Null, word, span),
            "true" or "false" => new JsonNode(JsonNodeKind.Boolean, word, span),
            _ when word.Length > 0 && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => new JsonNode(JsonNodeKind.Number, word, span),
            _ => Fail("a value is missing"),
        };
    }

    private bool Take(char c)
    {
        SkipSpace();
        if (Current != c)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (Current is ' ' or '\t' or '\r' or '\n' or '\uFEFF')
        {
            _at++;
        }
    }

    private JsonNode? Fail(string message)
    {
        var start = Math.Min(_at, Math.Max(0, _text.Length - 1));
        _problem ??= new RubyProblem(new TextSpan(start, Math.Min(1, _text.Length - start)), message);
        return null;
    }
}
