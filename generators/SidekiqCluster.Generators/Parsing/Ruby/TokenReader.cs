using Microsoft.CodeAnalysis.Text;
using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Parsing.Ruby;

/// <summary>Goes through the pieces of a file. At the end it stays at the end.</summary>
internal sealed class TokenReader(string path, SourceText source, IReadOnlyList<RubyToken> tokens)
{
    public int At { get; set; }

    /// <summary>The number of pieces, but for the end.</summary>
    private int Count => tokens.Count - 1;

    public RubyToken Current => tokens[Math.Min(At, tokens.Count - 1)];

    public RubyToken Next => tokens[Math.Min(At + 1, tokens.Count - 1)];

    public RubyToken Previous => At == 0 ? new RubyToken(RubyTokenKind.Newline, "", default, false) : tokens[Math.Min(At - 1, tokens.Count - 1)];

    public bool IsAtEnd => Current.Kind == RubyTokenKind.End;

    public bool IsAtLineEnd => Current.Kind is RubyTokenKind.Newline or RubyTokenKind.End;

    public void Advance() => At = Math.Min(At + 1, tokens.Count - 1);

    /// <summary>Steps over an operator when it is there.</summary>
    public bool Take(string operation)
    {
        if (!Current.IsOperator(operation))
        {
            return false;
        }

        Advance();
        return true;
    }

    public void SkipNewlines()
    {
        while (Current.Kind == RubyTokenKind.Newline)
        {
            Advance();
        }
    }

    /// <summary>The pieces up to a closing bracket that matches the opening one before; steps over it.</summary>
    public TokenReader TakeBracket()
    {
        var inside = new List<RubyToken>();
        for (var depth = 0; !IsAtEnd; Advance())
        {
            depth += IsOpening(Current) ? 1 : IsClosing(Current) ? -1 : 0;
            if (depth < 0)
            {
                Advance();
                break;
            }

            inside.Add(Current);
        }

        return Of(inside);
    }

    /// <summary>The pieces up to the end of the statement; a line that ends in a comma or an operator goes on.</summary>
    public TokenReader TakeStatement()
    {
        var statement = new List<RubyToken>();
        for (var depth = 0; !IsAtEnd; Advance())
        {
            depth += IsOpening(Current) ? 1 : IsClosing(Current) ? -1 : 0;
            var goesOn = depth > 0 || (Previous.Kind == RubyTokenKind.Operator && !Previous.EndsValue) || Previous.Kind == RubyTokenKind.Label;
            if (Current.Kind == RubyTokenKind.Newline && (!goesOn || Current.Text == ";"))
            {
                break;
            }

            statement.Add(Current);
        }

        return Of(statement);
    }

    /// <summary>The pieces up to the end of the line or an operator that stands in no bracket.</summary>
    public TokenReader TakeStatementWithout(string operation)
    {
        var pieces = TakeStatement();
        return pieces.Current.IsOperator(operation) ? Rewind(pieces) : pieces;
    }

    /// <summary>The pieces up to the next <c>end</c>; steps over it.</summary>
    public TokenReader TakeUntilEnd()
    {
        var inside = new List<RubyToken>();
        for (; !IsAtEnd && !Current.IsIdentifier("end"); Advance())
        {
            inside.Add(Current);
        }

        Advance();
        return Of(inside);
    }

    /// <summary>The parts between commas that are in no bracket.</summary>
    public IEnumerable<TokenReader> SplitAtCommas()
    {
        var part = new List<RubyToken>();
        for (var depth = 0; !IsAtEnd; Advance())
        {
            depth += IsOpening(Current) ? 1 : IsClosing(Current) ? -1 : 0;
            if (depth == 0 && Current.IsOperator(","))
            {
                yield return Of(part);
                part = [];
            }
            else if (Current.Kind != RubyTokenKind.Newline)
            {
                part.Add(Current);
            }
        }

        if (part.Count > 0)
        {
            yield return Of(part);
        }
    }

    /// <summary>A place in the file.</summary>
    public LocationInfo Locate(TextSpan span) => new(path, span, source.Lines.GetLinePositionSpan(span));

    private static bool IsOpening(RubyToken token) => token.Kind == RubyTokenKind.Operator && token.Text is "(" or "[" or "{";

    private static bool IsClosing(RubyToken token) => token.Kind == RubyTokenKind.Operator && token.Text is ")" or "]" or "}";

    /// <summary>Goes back to where these pieces begin, as they belong to something else.</summary>
    private TokenReader Rewind(TokenReader pieces)
    {
        At -= pieces.Count;
        return Of([]);
    }

    private TokenReader Of(List<RubyToken> inside)
    {
        inside.Add(new RubyToken(RubyTokenKind.End, "", Current.Span, false));
        return new TokenReader(path, source, inside);
    }
}
