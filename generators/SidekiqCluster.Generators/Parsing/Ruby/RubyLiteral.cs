using System.Text;

namespace SidekiqCluster.Generators.Parsing.Ruby;

/// <summary>Reads literals and gives them as JSON, as Sidekiq would store them: symbols become strings.</summary>
internal static class RubyLiteral
{
    private const int Deepest = 30;

    /// <summary>The JSON of the literal that is all of these pieces; null when they are anything else.</summary>
    public static string? Read(TokenReader reader)
    {
        var json = ReadValue(reader, 0);
        return reader.IsAtEnd ? json : null;
    }

    /// <summary>A text as JSON.</summary>
    public static string Quote(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var c in text)
        {
            json.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => "\\u" + ((int)c).ToString("x4"),
                _ => c.ToString(),
            });
        }

        return json.Append('"').ToString();
    }

    private static string? ReadValue(TokenReader reader, int depth)
    {
        var token = reader.Current;
        reader.Advance();
        return token switch
        {
            { Kind: RubyTokenKind.String or RubyTokenKind.Symbol } => Quote(token.Text),
            { Kind: RubyTokenKind.Integer or RubyTokenKind.Float } => token.Text,
            { Kind: RubyTokenKind.Words } =>
                $"[{string.Join(",", token.Text.Split([' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Quote))}]",
            { Kind: RubyTokenKind.Identifier, Text: "true" or "false" } => token.Text,
            { Kind: RubyTokenKind.Identifier, Text: "nil" } => "null",
            { Kind: RubyTokenKind.Operator, Text: "-" } when reader.Current.Kind is RubyTokenKind.Integer or RubyTokenKind.Float =>
                "-" + ReadValue(reader, depth),
            { Kind: RubyTokenKind.Operator, Text: "[" } when depth < Deepest => ReadArray(reader, depth),
            { Kind: RubyTokenKind.Operator, Text: "{" } when depth < Deepest => ReadHash(reader, depth),
            _ => null,
        };
    }

    private static string? ReadArray(TokenReader reader, int depth)
    {
        var elements = reader.TakeBracket().SplitAtCommas().Select(part => ReadWhole(part, depth + 1)).ToList();
        return elements.Contains(null) ? null : $"[{string.Join(",", elements)}]";
    }

    private static string? ReadHash(TokenReader reader, int depth)
    {
        var entries = reader.TakeBracket().SplitAtCommas()
            .Select(part => ReadKey(part) is { } key && ReadWhole(part, depth + 1) is { } value ? Quote(key) + ":" + value : null)
            .ToList();
        return entries.Contains(null) ? null : $"{{{string.Join(",", entries)}}}";
    }

    private static string? ReadWhole(TokenReader part, int depth)
    {
        var json = ReadValue(part, depth);
        return part.IsAtEnd ? json : null;
    }

    /// <summary>The key of <c>key: value</c> or <c>"key" => value</c>; steps to the value.</summary>
    public static string? ReadKey(TokenReader part)
    {
        var token = part.Current;
        part.Advance();
        return token.Kind switch
        {
            RubyTokenKind.Label => token.Text,
            RubyTokenKind.String or RubyTokenKind.Symbol when part.Take("=>") => token.Text,
            _ => null,
        };
    }
}
