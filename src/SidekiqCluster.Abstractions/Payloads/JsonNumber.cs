using System.Buffers.Text;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace SidekiqCluster.Payloads;

/// <summary>Passes numbers of JSON, and reads them.</summary>
internal static class JsonNumber
{
    /// <summary>From here on a double does not hold every integer.</summary>
    private const ulong MostExact = 1UL << 53;

    /// <summary>So many digits fit into 64 bits.</summary>
    private const int MostDigits = 19;

    /// <summary>What doubles hold exactly, so that one division by it rounds as it should.</summary>
    private static readonly double[] PowersOf10 =
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    /// <summary>Reads a text that is a number as a whole: the nearest double. Maybe infinity.</summary>
    public static bool TryRead(ReadOnlySpan<byte> number, out double value) =>
        TryReadShort(number, out value) || (Utf8Parser.TryParse(number, out value, out var read) && read == number.Length);

    /// <summary>The place behind the number that begins here; <see cref="JsonScan.Nowhere"/> when it breaks off.</summary>
    public static int Pass(ReadOnlySpan<byte> json, int at)
    {
        if (at <= json.Length - Vector128<byte>.Count)
        {
            // What is below '0' wraps around and is large.
            var digits = Vector128.LoadUnsafe(in json[at]) - Vector128.Create((byte)'0');
            var others = Vector128.GreaterThan(digits, Vector128.Create((byte)9)).ExtractMostSignificantBits();
            if (others != 0 && PassShort(json, at, others) is > 0 and var end)
            {
                return end;
            }
        }

        var length = LengthOfAny(json[at..]);
        return length == 0 ? JsonScan.Nowhere : at + length;
    }

    /// <summary>Passes some digits, and maybe a point and more of them; 0 when the number is not as simple.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="at">Where the number begins.</param>
    /// <param name="others">Which of the bytes from there on are no digits.</param>
    private static int PassShort(ReadOnlySpan<byte> json, int at, uint others)
    {
        var whole = BitOperations.TrailingZeroCount(others);
        var end = at + whole;
        if (json[end] == '.')
        {
            others &= others - 1;
            var digits = BitOperations.TrailingZeroCount(others) - whole - 1;
            if (others == 0 || digits == 0)
            {
                return 0;
            }

            end += 1 + digits;
        }

        return whole == 0 || (whole > 1 && json[at] == '0') || json[end] is (byte)'e' or (byte)'E' ? 0 : end;
    }

    /// <summary>Reads some digits, and maybe a point and more of them, when both parts of the division are exact.</summary>
    private static bool TryReadShort(ReadOnlySpan<byte> number, out double value)
    {
        value = 0;
        if (number.IsEmpty || number.Length > MostDigits || number[0] == '.' || number[^1] == '.')
        {
            return false;
        }

        var digits = 0UL;
        var point = number.Length - 1;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = (uint)(number[i] - '0');
            if (digit <= 9)
            {
                digits = (10 * digits) + digit;
            }
            else if (number[i] == '.' && point == number.Length - 1)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        value = digits / PowersOf10[number.Length - 1 - point];
        return digits <= MostExact;
    }

    private static int LengthOfAny(ReadOnlySpan<byte> json)
    {
        var at = json[0] == '-' ? 1 : 0;
        var digits = LengthOfDigits(json[at..]);
        if (digits == 0 || (digits > 1 && json[at] == '0'))
        {
            return 0;
        }

        at += digits;
        if (at < json.Length && json[at] == '.')
        {
            digits = LengthOfDigits(json[++at..]);
            if (digits == 0)
            {
                return 0;
            }

            at += digits;
        }

        if (at < json.Length && json[at] is (byte)'e' or (byte)'E')
        {
            at++;
            at += at < json.Length && json[at] is (byte)'+' or (byte)'-' ? 1 : 0;
            digits = LengthOfDigits(json[at..]);
            at += digits;
        }

        return digits == 0 ? 0 : at;
    }

    private static int LengthOfDigits(ReadOnlySpan<byte> json)
    {
        var end = json.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? json.Length : end;
    }
}
