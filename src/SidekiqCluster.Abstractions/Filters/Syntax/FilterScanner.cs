using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SidekiqCluster.Filters;

/// <summary>A place in a filter's text, moving forward; it reads the small pieces and tells what stands there when one is missing.</summary>
internal sealed class FilterScanner(string text)
{
    private const int LongestFound = 30;

    public int Position { get; private set; }

    public bool IsAtEnd => Position == text.Length;

    /// <summary>The character here; NUL at the end, which no rule of the language asks for.</summary>
    public char Current => IsAtEnd ? '\0' : text[Position];

    /// <summary>Skips blanks; whether there were any.</summary>
    public bool SkipBlanks()
    {
        var start = Position;
        while (!IsAtEnd && char.IsWhiteSpace(text[Position]))
        {
            Position++;
        }

        return Position > start;
    }

    /// <summary>Passes this text when it stands here.</summary>
    public bool TryTake(string expected)
    {
        var stands = string.CompareOrdinal(text, Position, expected, 0, expected.Length) == 0;
        Position += stands ? expected.Length : 0;
        return stands;
    }

    /// <summary>Reads on while characters are of a kind; the text read may be empty.</summary>
    public string TakeWhile(Func<char, bool> isOfKind)
    {
        var start = Position;
        while (!IsAtEnd && isOfKind(text[Position]))
        {
            Position++;
        }

        return text[start..Position];
    }

    public void Take() => Position++;

    /// <summary>Passes a word of the language (and, or, not), in any case; not the beginning of a longer word.</summary>
    public bool TryTakeKeyword(string word)
    {
        var stands = IsAtKeyword(word);
        Position += stands ? word.Length : 0;
        return stands;
    }

    /// <summary>Whether a word of the language stands here.</summary>
    public bool IsAtKeyword(string word)
    {
        var end = Position + word.Length;
        return string.Compare(text, Position, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (end >= text.Length || !IsWordCharacter(text[end]));
    }

    /// <summary>Reads a quoted text from its opening quote on. In a pattern <c>\*</c> and <c>\?</c> keep their backslash.</summary>
    public string TakeQuoted(bool isPattern)
    {
        Position++;
        var content = new StringBuilder();
        while (!IsAtEnd)
        {
            var character = text[Position++];
            if (character == '"')
            {
                return content.ToString();
            }

            if (character == '\\')
            {
                TakeEscape(content, isPattern);
            }
            else
            {
                content.Append(character);
            }
        }

        throw Fail("a closing quote");
    }

    /// <summary>An error at this place.</summary>
    public JobFilterSyntaxException Fail(string expected) => Fail(Position, expected);

    /// <summary>An error at an earlier place; it shows the word that begins there.</summary>
    public JobFilterSyntaxException Fail(int position, string expected)
    {
        return new JobFilterSyntaxException(new JobFilterError(position + 1, FoundAt(position), expected));
    }

    /// <summary>An error at the term that has too many levels.</summary>
    public JobFilterSyntaxException FailTooDeep(int position) => Fail(position, $"at most {JobFilter.MaxDepth} levels of terms");

    public static bool IsWordCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    private string FoundAt(int position)
    {
        if (position >= text.Length)
        {
            return "the end";
        }

        if (char.IsWhiteSpace(text[position]))
        {
            return "a blank";
        }

        var length = 1;
        while (position + length < text.Length && length < LongestFound
            && !IsDelimiter(text[position]) && !IsDelimiter(text[position + length]))
        {
            length++;
        }

        return $"'{text.Substring(position, length)}'";
    }

    private static bool IsDelimiter(char character) => char.IsWhiteSpace(character) || character is '(' or ')' or '"' or ',';

    private void TakeEscape(StringBuilder content, bool isPattern)
    {
        var start = Position - 1;
        if (IsAtEnd)
        {
            throw Fail("a closing quote");
        }

        var escape = text[Position++];
        switch (escape)
        {
            case '"' or '\\' or '/':
                content.Append(escape);
                break;
            case 'n':
                content.Append('\n');
                break;
            case 'r':
                content.Append('\r');
                break;
            case 't':
                content.Append('\t');
                break;
            case 'u' when TryTakeHexadecimal(out var character):
                content.Append(character.Value);
                break;
            case '*' or '?' when isPattern:
                content.Append('\\').Append(escape);
                break;
            default:
                throw Fail(start, @"\"", \\, \n, \r, \t or \u with four hexadecimal digits");
        }
    }

    private bool TryTakeHexadecimal([NotNullWhen(true)] out char? character)
    {
        const int Digits = 4;
        character = null;
        if (text.Length - Position >= Digits
            && ushort.TryParse(
                text.AsSpan(Position, Digits),
                System.Globalization.NumberStyles.AllowHexSpecifier,
                System.Globalization.CultureInfo.InvariantCulture,
                out var code))
        {
            character = (char)code;
            Position += Digits;
        }

        return character is not null;
    }
}
