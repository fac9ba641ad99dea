using Microsoft.CodeAnalysis.Text;

namespace SidekiqCluster.Generators.Parsing.Ruby;

/// <summary>
/// Cuts Ruby into pieces: enough of it to find classes, signatures and literal options, and to step over everything else
/// (comments, strings with code inside, heredocs, regular expressions). It tolerates anything and always comes to an end.
/// </summary>
internal sealed partial class RubyLexer
{
    private const int DeepestInterpolation = 50;

    private static readonly string[] Operators =
    [
        "**=", "<=>", "===", "...", "<<=", ">>=", "&&=", "||=", "&.", "**", "==", "!=", ">=", "<=", "&&", "||", "=~", "!~", "..",
        "::", "->", "=>", "<<", ">>", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=",
    ];

    private readonly string _text;
    private readonly bool _isRbs;
    private readonly List<RubyToken> _tokens = [];
    private readonly List<RubyProblem> _problems = [];
    private readonly Queue<Heredoc> _heredocs = new();
    private int _at;
    private int _interpolations;
    private RubyToken _previous = new(RubyTokenKind.Newline, "", default, false);
    private bool _hasSpace;

    private RubyLexer(string text, bool isRbs)
    {
        _text = text;
        _isRbs = isRbs;
    }

    /// <summary>Cuts a whole file. RBS has no heredocs, regular expressions or character literals, but <c>?</c> before a type.</summary>
    public static (List<RubyToken> Tokens, List<RubyProblem> Problems) Read(string text, bool isRbs, CancellationToken ct)
    {
        var lexer = new RubyLexer(text, isRbs);
        while (lexer._at < text.Length && !lexer.IsAtEndMarker())
        {
            ct.ThrowIfCancellationRequested();
            lexer.ReadToken();
        }

        var end = new TextSpan(text.Length, 0);
        lexer._tokens.Add(new RubyToken(RubyTokenKind.Newline, "", end, false));
        lexer._tokens.Add(new RubyToken(RubyTokenKind.End, "", end, false));
        return (lexer._tokens, lexer._problems);
    }

    private char Current => Peek(0);

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private void ReadToken()
    {
        var start = _at;
        switch (Current)
        {
            case '\n':
                Add(RubyTokenKind.Newline, "", ++_at - 1);
                SkipHeredocs();
                SkipBlockComment();
                break;
            case ' ' or '\t' or '\r' or '\f' or '\v' or '\uFEFF':
                _at++;
                _hasSpace = true;
                break;
            case '\\' when Peek(1) == '\n' || (Peek(1) == '\r' && Peek(2) == '\n'):
                _at += Peek(1) == '\n' ? 2 : 3;
                _hasSpace = true;
                break;
            case '#':
                SkipLine();
                break;
            case ';':
                Add(RubyTokenKind.Newline, ";", _at++);
                break;
            case '"' or '`':
                ReadString(start, _text[_at++], '\0', hasCode: true);
                break;
            case '\'':
                ReadString(start, _text[_at++], '\0', hasCode: false);
                break;
            case '@' or '$':
                ReadVariable(start);
                break;
            case ':':
                ReadColon(start);
                break;
            case var digit when char.IsDigit(digit):
                ReadNumber(start);
                break;
            case var letter when IsNameStart(letter):
                ReadName(start);
                break;
            default:
                ReadOperatorOrLiteral(start);
                break;
        }
    }

    private void ReadOperatorOrLiteral(int start)
    {
        if (!_isRbs && (TryReadHeredocStart(start) || TryReadPercent(start) || TryReadRegex(start) || TryReadCharacter(start)))
        {
            return;
        }

        var text = Operators.FirstOrDefault(IsAhead) ?? Current.ToString();
        _at += text.Length;
        Add(RubyTokenKind.Operator, text, start);
    }

    private bool IsAhead(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    private bool IsAtEndMarker() =>
        IsAhead("__END__") && (_at == 0 || _text[_at - 1] == '\n') && Peek(7) is '\n' or '\r' or '\0' && !_isRbs;

    private void SkipLine()
    {
        while (_at < _text.Length && Current != '\n')
        {
            _at++;
        }
    }

    /// <summary>Steps over <c>=begin</c> to <c>=end</c>, which stand at the beginning of a line.</summary>
    private void SkipBlockComment()
    {
        if (_isRbs || !IsAhead("=begin"))
        {
            return;
        }

        var end = _text.IndexOf("\n=end", _at, StringComparison.Ordinal);
        _at = end < 0 ? _text.Length : end + 1;
        SkipLine();
    }

    private void Add(RubyTokenKind kind, string text, int start)
    {
        _previous = new RubyToken(kind, text, TextSpan.FromBounds(start, Math.Max(start, _at)), _hasSpace);
        _hasSpace = false;
        if (_interpolations == 0)
        {
            _tokens.Add(_previous);
        }
    }

    private void Tell(int start, string message) =>
        _problems.Add(new RubyProblem(new TextSpan(start, Math.Min(1, _text.Length - start)), message));

    private static bool IsNameStart(char c) => c == '_' || char.IsLetter(c) || c > '\u007F';

    private static bool IsNamePart(char c) => IsNameStart(c) || char.IsDigit(c);

    private sealed record Heredoc(string End, bool MayIndent, int Start);
}
