using Microsoft.CodeAnalysis.Text;

namespace SidekiqCluster.Generators.Parsing.Ruby;

/// <summary>A piece of Ruby and where it stands.</summary>
/// <param name="Text">What it says, without what only marks its kind.</param>
/// <param name="HasSpaceBefore">Whether it is apart from the piece before.</param>
internal readonly record struct RubyToken(RubyTokenKind Kind, string Text, TextSpan Span, bool HasSpaceBefore)
{
    private static readonly HashSet<string> KeywordsThatAreValues =
        new(StringComparer.Ordinal) { "end", "self", "nil", "true", "false", "return", "break", "next", "redo", "retry", "super", "yield" };

    private static readonly HashSet<string> KeywordsThatAreNone =
        new(StringComparer.Ordinal)
        {
            "and", "begin", "case", "class", "def", "do", "else", "elsif", "ensure", "for", "if", "in", "module", "not", "or",
            "rescue", "then", "unless", "until", "when", "while",
        };

    /// <summary>Whether an operator, or a modifier such as <c>if</c>, may follow.</summary>
    public bool EndsValue => Kind switch
    {
        RubyTokenKind.Operator => Text is ")" or "]" or "}",
        RubyTokenKind.Newline or RubyTokenKind.End or RubyTokenKind.Label => false,
        RubyTokenKind.Identifier => !KeywordsThatAreNone.Contains(Text),
        _ => true,
    };

    /// <summary>Whether it is a name that may be called with arguments without parentheses.</summary>
    public bool MayTakeArguments => Kind == RubyTokenKind.Identifier && !KeywordsThatAreValues.Contains(Text);

    public bool IsOperator(string text) => Kind == RubyTokenKind.Operator && Text == text;

    public bool IsIdentifier(string text) => Kind == RubyTokenKind.Identifier && Text == text;
}
