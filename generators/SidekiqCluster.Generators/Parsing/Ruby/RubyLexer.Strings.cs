using System.Text;

namespace SidekiqCluster.Generators.Parsing.Ruby;

internal sealed partial class RubyLexer
{
    /// <summary>Reads to the closing mark of a string that is open.</summary>
    /// <param name="start">Where the string began.</param>
    /// <param name="close">The closing mark.</param>
    /// <param name="open">The mark that nests, or 0.</param>
    /// <param name="hasCode">Whether <c>#{...}</c> is code.</param>
    /// <param name="kind">What the text is when all of it is known.</param>
    private void ReadString(int start, char close, char open, bool hasCode, RubyTokenKind kind = RubyTokenKind.String)
    {
        var text = new StringBuilder();
        var isKnown = _text[start] != '`';
        var depth = 0;
        while (_at < _text.Length && !(Current == close && depth == 0))
        {
            var c = _text[_at++];
            depth += c == open && open != '\0' ? 1 : c == close ? -1 : 0;
            if (c == '\\' && _at < _text.Length)
            {
                c = _text[_at++];
                isKnown &= c is '\\' or '"' or '\'' or '/' || c == close || c == open;
            }
            else if (c == '#' && hasCode && Current == '{')
            {
                isKnown = false;
                _at++;
                SkipInterpolation();
            }

            text.Append(c);
        }

        if (_at >= _text.Length)
        {
            Tell(start, "the string that begins here is never closed");
        }

        _at = Math.Min(_at + 1, _text.Length);
        var isLabel = kind == RubyTokenKind.String && open == '\0' && Current == ':' && Peek(1) != ':' && !IsTernaryPart() && !_previous.EndsValue;
        if (isLabel)
        {
            _at++;
        }

        Add(!isKnown ? RubyTokenKind.Value : isLabel ? RubyTokenKind.Label : kind, isKnown ? text.ToString() : "", start);
    }

    /// <summary>Steps over the code of <c>#{...}</c>, which may hold strings that hold code.</summary>
    private void SkipInterpolation()
    {
        var start = _at;
        if (_interpolations == DeepestInterpolation)
        {
            Tell(start, "strings are nested too deep");
            _at = _text.Length;
            return;
        }

        var outer = _previous;
        _interpolations++;
        for (var depth = 0; _at < _text.Length && !(Current == '}' && depth == 0);)
        {
            depth += Current switch { '{' => 1, '}' => -1, _ => 0 };
            ReadToken();
        }

        _interpolations--;
        _previous = outer;
        _at = Math.Min(_at + 1, _text.Length);
    }

    /// <summary><c>&lt;&lt;~TEXT</c> and its kin; the lines follow after the end of this one.</summary>
    private bool TryReadHeredocStart(int start)
    {
        if (!IsAhead("<<"))
        {
            return false;
        }

        var marker = Peek(2) is '~' or '-' ? 1 : 0;
        var name = Peek(2 + marker);
        var quote = name is '"' or '\'' or '`' ? name : '\0';
        var isName = quote != '\0' || (marker == 1 ? IsNameStart(name) : char.IsUpper(name));
        if (!isName || (_previous.EndsValue && !(_previous.MayTakeArguments && _hasSpace)))
        {
            return false;
        }

        _at += 2 + marker + (quote == '\0' ? 0 : 1);
        var from = _at;
        while (_at < _text.Length && (quote == '\0' ? IsNamePart(Current) : Current != quote && Current != '\n'))
        {
            _at++;
        }

        _heredocs.Enqueue(new Heredoc(_text.Substring(from, _at - from), marker == 1, start));
        _at = Math.Min(_at + (quote == '\0' ? 0 : 1), _text.Length);
        Add(RubyTokenKind.Value, "", start);
        return true;
    }

    private void SkipHeredocs()
    {
        while (_heredocs.Count > 0)
        {
            var heredoc = _heredocs.Dequeue();
            var isClosed = false;
            while (_at < _text.Length && !isClosed)
            {
                var from = _at;
                SkipLine();
                var line = _text.Substring(from, _at - from).TrimEnd('\r');
                isClosed = (heredoc.MayIndent ? line.TrimStart(' ', '\t') : line) == heredoc.End;
                _at = Math.Min(_at + 1, _text.Length);
            }

            if (!isClosed)
            {
                Tell(heredoc.Start, $"the heredoc {heredoc.End} is never closed");
            }
        }
    }

    /// <summary><c>%w[a b]</c>, <c>%(text)</c> and their kin.</summary>
    private bool TryReadPercent(int start)
    {
        if (Current != '%' || (_previous.EndsValue && !(_previous.MayTakeArguments && _hasSpace && Peek(1) != ' ')))
        {
            return false;
        }

        var type = char.IsLetter(Peek(1)) ? Peek(1) : '\0';
        var open = Peek(type == '\0' ? 1 : 2);
        if ((type != '\0' && "wWiIqQrsx".IndexOf(type) < 0) || open == '\0' || char.IsLetterOrDigit(open) || char.IsWhiteSpace(open))
        {
            return false;
        }

        _at += type == '\0' ? 2 : 3;
        var close = open switch { '(' => ')', '[' => ']', '{' => '}', '<' => '>', _ => open };
        var kind = type switch
        {
            'w' or 'W' or 'i' or 'I' => RubyTokenKind.Words,
            'r' or 'x' => RubyTokenKind.Value,
            's' => RubyTokenKind.Symbol,
            _ => RubyTokenKind.String,
        };
        ReadString(start, close, open == close ? '\0' : open, hasCode: type is not ('w' or 'i' or 'q' or 's'), kind);
        return true;
    }

    private bool TryReadRegex(int start)
    {
        if (Current != '/' || (_previous.EndsValue && !(_previous.MayTakeArguments && _hasSpace && Peek(1) is not (' ' or '='))))
        {
            return false;
        }

        _at++;
        ReadString(start, '/', '\0', hasCode: true, RubyTokenKind.Value);
        while (char.IsLetter(Current))
        {
            _at++;
        }

        return true;
    }

    /// <summary><c>?a</c>, the string of one character.</summary>
    private bool TryReadCharacter(int start)
    {
        if (Current != '?' || _previous.EndsValue || Peek(1) is '\0' or ' ' or '\n' || IsNamePart(Peek(2)))
        {
            return false;
        }

        _at += Peek(1) == '\\' ? 3 : 2;
        _at = Math.Min(_at, _text.Length);
        Add(RubyTokenKind.Value, "", start);
        return true;
    }
}
