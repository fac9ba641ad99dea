namespace SidekiqCluster.Generators.Parsing.Ruby;

internal sealed partial class RubyLexer
{
    private void ReadName(int start)
    {
        while (IsNamePart(Current))
        {
            _at++;
        }

        if (Current is '?' or '!' && Peek(1) != '=' && !_isRbs)
        {
            _at++;
        }

        var name = _text.Substring(start, _at - start);
        if (Current == ':' && Peek(1) != ':' && !IsTernaryPart())
        {
            _at++;
            Add(RubyTokenKind.Label, name, start);
            return;
        }

        Add(char.IsUpper(name[0]) ? RubyTokenKind.Constant : RubyTokenKind.Identifier, name, start);
    }

    /// <summary>Whether this is <c>a ? b :c</c>, where the colon begins the other choice.</summary>
    private bool IsTernaryPart() => _previous.IsOperator("?") && !_isRbs;

    private void ReadVariable(int start)
    {
        while (Current is '@' or '$')
        {
            _at++;
        }

        do
        {
            _at++;
        }
        while (IsNamePart(Current) && IsNamePart(_text[_at - 1]));
        _at = Math.Min(_at, _text.Length);
        Add(RubyTokenKind.Value, "", start);
    }

    private void ReadColon(int start)
    {
        if (Peek(1) == ':')
        {
            _at += 2;
            Add(RubyTokenKind.Operator, "::", start);
        }
        else if (Peek(1) is '"' or '\'')
        {
            _at += 2;
            ReadString(start, _text[_at - 1], '\0', hasCode: _text[_at - 1] == '"', RubyTokenKind.Symbol);
        }
        else if (IsNameStart(Peek(1)) && !(_isRbs && _hasSpace && Peek(1) == '('))
        {
            _at++;
            while (IsNamePart(Current))
            {
                _at++;
            }

            if (Current is '?' or '!' or '=' && Peek(1) is not ('=' or '>' or '~'))
            {
                _at++;
            }

            Add(RubyTokenKind.Symbol, _text.Substring(start + 1, _at - start - 1), start);
        }
        else
        {
            _at++;
            Add(RubyTokenKind.Operator, ":", start);
        }
    }

    private void ReadNumber(int start)
    {
        var isFloat = false;
        while (char.IsLetterOrDigit(Current) || Current == '_'
            || (Current == '.' && char.IsDigit(Peek(1)) && !isFloat)
            || (Current is '+' or '-' && _text[_at - 1] is 'e' or 'E' && !IsRadix(start)))
        {
            isFloat |= Current == '.' || (Current is 'e' or 'E' && !IsRadix(start));
            _at++;
        }

        var text = _text.Substring(start, _at - start).Replace("_", "");
        var isPlain = text.All(static c => char.IsDigit(c) || c is '.' or 'e' or 'E' or '+' or '-') && (text[0] != '0' || text.Length == 1 || isFloat);
        Add(!isPlain ? RubyTokenKind.Value : isFloat ? RubyTokenKind.Float : RubyTokenKind.Integer, text, start);
    }

    /// <summary>Whether the number is hexadecimal or such, where <c>e</c> is a digit.</summary>
    private bool IsRadix(int start) => _text[start] == '0' && start + 1 < _text.Length && char.IsLetter(_text[start + 1]);
}
