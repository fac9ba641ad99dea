using System.Numerics;
using System.Text;
using System.Text.Json;
using SidekiqCluster.Payloads;

namespace SidekiqCluster;

public static partial class ArgsReader
{
    /// <summary>Reads an integer of 8 bits with sign.</summary>
    public static bool TryReadSByte(ref Utf8JsonReader reader, out sbyte value)
    {
        value = 0;
        return IsNumber(in reader) && reader.TryGetSByte(out value);
    }

    /// <summary>Reads an integer of 8 bits.</summary>
    public static bool TryReadByte(ref Utf8JsonReader reader, out byte value)
    {
        value = 0;
        return IsNumber(in reader) && reader.TryGetByte(out value);
    }

    /// <summary>Reads an integer of 16 bits with sign.</summary>
    public static bool TryReadInt16(ref Utf8JsonReader reader, out short value)
    {
        value = 0;
        return IsNumber(in reader) && reader.TryGetInt16(out value);
    }

    /// <summary>Reads an integer of 16 bits.</summary>
    public static bool TryReadUInt16(ref Utf8JsonReader reader, out ushort value)
    {
        value = 0;
        return IsNumber(in reader) && reader.TryGetUInt16(out value);
    }

    /// <summary>Reads an integer of 32 bits with sign.</summary>
    public static bool TryReadInt32(ref Utf8JsonReader reader, out int value)
    {
        value = 0;
        return IsNumber(in reader) && reader.TryGetInt32(out value);
    }

    /// <summary>Reads an integer of 32 bits.</summary>
    public static bool TryReadUInt32(ref Utf8JsonReader reader, out uint value)
    {
        value = 0;
        return IsNumber(in reader) && reader.TryGetUInt32(out value);
    }

    /// <summary>Reads an integer of 64 bits with sign.</summary>
    public static bool TryReadInt64(ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        return IsNumber(in reader) && reader.TryGetInt64(out value);
    }

    /// <summary>Reads an integer of 64 bits.</summary>
    public static bool TryReadUInt64(ref Utf8JsonReader reader, out ulong value)
    {
        value = 0;
        return IsNumber(in reader) && reader.TryGetUInt64(out value);
    }

    /// <summary>Reads an integer of any size. Its cost grows with the square of its length, as in Ruby.</summary>
    public static bool TryReadBigInteger(ref Utf8JsonReader reader, out BigInteger value)
    {
        value = BigInteger.Zero;
        return IsNumber(in reader) && BigInteger.TryParse(
            NumberText(in reader),
            System.Globalization.NumberStyles.AllowLeadingSign,
            System.Globalization.CultureInfo.InvariantCulture,
            out value);
    }

    /// <summary>Reads a number that 32 bits can hold the magnitude of.</summary>
    public static bool TryReadSingle(ref Utf8JsonReader reader, out float value)
    {
        value = 0;
        return IsNumber(in reader) && reader.TryGetSingle(out value) && float.IsFinite(value);
    }

    /// <summary>Reads a number that 64 bits can hold the magnitude of.</summary>
    public static bool TryReadDouble(ref Utf8JsonReader reader, out double value)
    {
        value = 0;
        return IsNumber(in reader)
            && JsonNumber.TryRead(reader.HasValueSequence ? ToArray(in reader) : reader.ValueSpan, out value)
            && double.IsFinite(value);
    }

    /// <summary>Reads a number that <see cref="decimal"/> can hold the magnitude of.</summary>
    public static bool TryReadDecimal(ref Utf8JsonReader reader, out decimal value)
    {
        value = 0;
        return IsNumber(in reader) && reader.TryGetDecimal(out value);
    }

    private static bool IsNumber(in Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number;

    private static string NumberText(in Utf8JsonReader reader) =>
        Encoding.ASCII.GetString(reader.HasValueSequence ? ToArray(in reader) : reader.ValueSpan);
}
