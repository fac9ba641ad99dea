using System.Globalization;

namespace SidekiqCluster.TypedJobs;

/// <summary>
/// Floats as Ruby's <c>Float#to_s</c> spells them, and with it Ruby's JSON: the shortest digits that read back the same,
/// always with a fraction (<c>5.0</c>), in scientific form from 1e15 and below 1e-4 (<c>1.0e+20</c>, <c>1.0e-05</c>).
/// </summary>
internal static class RubyFloat
{
    private const int FirstLargeExponent = 15;
    private const int FirstSmallExponent = -5;

    public static string Format(double value) => double.IsFinite(value)
        ? Spell(value.ToString("R", CultureInfo.InvariantCulture))
        : throw HasNoForm(value);

    public static string Format(float value) => float.IsFinite(value)
        ? Spell(value.ToString("R", CultureInfo.InvariantCulture))
        : throw HasNoForm(value);

    private static ArgumentException HasNoForm(double value) =>
        new($"{value.ToString(CultureInfo.InvariantCulture)} has no JSON form.", nameof(value));

    private static string Spell(string shortest)
    {
        var sign = shortest[0] == '-' ? "-" : string.Empty;
        var (digits, exponent) = Split(shortest[sign.Length..]);
        return sign + exponent switch
        {
            _ when digits.Length == 0 => "0.0",
            >= FirstLargeExponent or <= FirstSmallExponent => Scientific(digits, exponent),
            < 0 => "0." + new string('0', -exponent - 1) + digits,
            _ when digits.Length > exponent + 1 => digits.Insert(exponent + 1, "."),
            _ => digits.PadRight(exponent + 1, '0') + ".0",
        };
    }

    /// <summary>The significant digits, and the power of ten of the first of them.</summary>
    private static (string Digits, int Exponent) Split(string number)
    {
        var e = number.IndexOf('E', StringComparison.Ordinal);
        var mantissa = e < 0 ? number : number[..e];
        var power = e < 0 ? 0 : int.Parse(number.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa.Length : point;
        var all = mantissa.Replace(".", string.Empty, StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        return (digits.TrimEnd('0'), power + whole - 1 - (all.Length - digits.Length));
    }

    private static string Scientific(string digits, int exponent)
    {
        var fraction = digits.Length > 1 ? digits[1..] : "0";
        var power = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        return $"{digits[0]}.{fraction}e{(exponent < 0 ? '-' : '+')}{power}";
    }
}
