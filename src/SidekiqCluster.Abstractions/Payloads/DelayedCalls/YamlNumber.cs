using System.Globalization;

namespace SidekiqCluster.Payloads;

/// <summary>
/// The numbers that Ruby's YAML sees in plain scalars, as JSON: integers of YAML 1.1 in base 10, 8, 16 and 2 with
/// <c>_</c> and <c>,</c> between digits, and floats, which need a dot: <c>1e3</c> is a string.
/// </summary>
internal static class YamlNumber
{
    /// <summary>The JSON spelling of a plain scalar that is a number; null when it is none.</summary>
    public static string? ToJson(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var sign = text[0] == '-' ? "-" : string.Empty;
        var digits = text[0] is '-' or '+' ? text.AsSpan(1) : text;
        return digits.Contains('.') ? ToFloat(sign, digits) : ToInteger(sign, digits);
    }

    private static string? ToInteger(string sign, ReadOnlySpan<char> text)
    {
        if (WithoutSeparators(text) is not [var first, ..] digits)
        {
            return null;
        }

        if (digits.Length == 1 || first != '0')
        {
            return IsDigits(digits) ? sign + digits : null;
        }

        var value = digits[1] switch
        {
            'x' => ToDecimal(digits.AsSpan(2), radix: 16),
            'b' => ToDecimal(digits.AsSpan(2), radix: 2),
            _ => ToDecimal(digits.AsSpan(1), radix: 8),
        };
        return value is { } number ? sign + number.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static ulong? ToDecimal(ReadOnlySpan<char> digits, int radix)
    {
        ulong value = 0;
        foreach (var digit in digits)
        {
            var next = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (next >= radix || value > (ulong.MaxValue - (ulong)next) / (ulong)radix)
            {
                return null;
            }

            value = (value * (ulong)radix) + (ulong)next;
        }

        return digits.IsEmpty ? null : value;
    }

    private static string? ToFloat(string sign, ReadOnlySpan<char> text)
    {
        var dot = text.IndexOf('.');
        var whole = WithoutSeparators(text[..dot]);
        var tail = text[(dot + 1)..];
        var exponentAt = tail.IndexOfAny('e', 'E');
        var fraction = exponentAt < 0 ? tail : tail[..exponentAt];
        var exponent = exponentAt < 0 ? default : tail[exponentAt..];
        if (whole is null || whole.Length + fraction.Length == 0 || !IsDigits(whole) || !IsDigits(fraction)
            || !(exponent.IsEmpty || (exponent is [_, '+' or '-', _, ..] && IsDigits(exponent[2..]))))
        {
            return null;
        }

        var head = whole.TrimStart('0');
        return $"{sign}{(head.Length == 0 ? "0" : head)}.{(fraction.IsEmpty ? "0" : fraction)}{exponent}";
    }

    /// <summary>The text without the <c>_</c> and <c>,</c> that stand between two digits; null when one stands elsewhere.</summary>
    private static string? WithoutSeparators(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '_' or ',' && !(i > 0 && i + 1 < text.Length && IsDigit(text[i - 1]) && IsDigit(text[i + 1])))
            {
                return null;
            }
        }

        return string.Concat(text.ToString().Split('_', ','));
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static bool IsDigit(char character) => char.IsAsciiHexDigit(character);
}
