namespace SidekiqCluster.Filters;

/// <summary>
/// A JSON number taken apart, so that numbers of any size and precision compare by their exact value, without rounding
/// and without an allocation, in time linear in their texts, exponents of a thousand digits included.
/// </summary>
internal readonly ref struct DecimalNumber
{
    // The value is 0.d1d2d3... × 10^(_point + exponent), d1 not being 0, d1d2d3... being _integer followed by _fraction.
    private readonly ReadOnlySpan<byte> _integer;
    private readonly ReadOnlySpan<byte> _fraction;
    private readonly int _point;
    private readonly bool _isExponentNegative;
    private readonly ReadOnlySpan<byte> _exponent;

    /// <summary>Takes a number as JSON writes it; anything else gives no meaningful result.</summary>
    public DecimalNumber(ReadOnlySpan<byte> text)
    {
        var isNegative = text is [(byte)'-', ..];
        var rest = isNegative ? text[1..] : text;
        var e = rest.IndexOfAny((byte)'e', (byte)'E');
        if (e >= 0)
        {
            var exponent = rest[(e + 1)..];
            _isExponentNegative = exponent is [(byte)'-', ..];
            _exponent = (exponent is [(byte)'-' or (byte)'+', ..] ? exponent[1..] : exponent).TrimStart((byte)'0');
            rest = rest[..e];
        }

        var dot = rest.IndexOf((byte)'.');
        var fraction = dot < 0 ? default : rest[(dot + 1)..].TrimEnd((byte)'0');
        _integer = (dot < 0 ? rest : rest[..dot]).TrimStart((byte)'0');
        _fraction = _integer.IsEmpty ? fraction.TrimStart((byte)'0') : fraction;
        _point = _integer.IsEmpty ? _fraction.Length - fraction.Length : _integer.Length;
        Sign = _integer.IsEmpty && _fraction.IsEmpty ? 0 : isNegative ? -1 : 1;
    }

    /// <summary>−1, 0 or 1; −0 is 0.</summary>
    public int Sign { get; }

    /// <summary>Less than 0, 0, or more than 0, as this number is less than, equal to, or greater than the other.</summary>
    public int CompareTo(DecimalNumber other)
    {
        if (Sign != other.Sign || Sign == 0)
        {
            return Sign.CompareTo(other.Sign);
        }

        var magnitude = ExponentMinus(other) + _point - other._point;
        return Sign * (magnitude != 0 ? Math.Sign(magnitude) : CompareDigits(other));
    }

    private int CompareDigits(DecimalNumber other)
    {
        var length = Math.Max(_integer.Length + _fraction.Length, other._integer.Length + other._fraction.Length);
        for (var i = 0; i < length; i++)
        {
            var difference = DigitAt(i) - other.DigitAt(i);
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;
    }

    private byte DigitAt(int index)
    {
        if (index < _integer.Length)
        {
            return _integer[index];
        }

        index -= _integer.Length;
        return index < _fraction.Length ? _fraction[index] : (byte)'0';
    }

    /// <summary>
    /// The difference of the exponents, digit by digit from the left. Once it is beyond what the decimal points can make
    /// up for, the digits that remain only push it further away, and it need not be exact.
    /// </summary>
    private long ExponentMinus(DecimalNumber other)
    {
        const long Beyond = 1L << 40;
        var length = Math.Max(_exponent.Length, other._exponent.Length);
        var difference = 0L;
        for (var i = 0; i < length && Math.Abs(difference) < Beyond; i++)
        {
            difference = (difference * 10) + ExponentDigit(length - i) - other.ExponentDigit(length - i);
        }

        return difference;
    }

    /// <summary>The signed digit at this place from the right, counted from 1.</summary>
    private int ExponentDigit(int place)
    {
        if (place > _exponent.Length)
        {
            return 0;
        }

        var digit = _exponent[^place] - '0';
        return _isExponentNegative ? -digit : digit;
    }
}
