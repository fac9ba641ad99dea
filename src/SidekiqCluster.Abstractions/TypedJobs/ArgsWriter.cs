using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster;

/// <summary>What generated writers are made of: each value as Ruby's JSON writes it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ArgsWriter
{
    /// <summary>Writes any value; one that was never set as null.</summary>
    public static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            writer.WriteNullValue();
        }
        else
        {
            value.WriteTo(writer);
        }
    }

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public static void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);

    /// <summary>Writes a string, or null.</summary>
    public static void Write(Utf8JsonWriter writer, string? value) => writer.WriteStringValue(value);

    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, sbyte value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, byte value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, short value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, ushort value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, int value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, uint value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, long value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer.</summary>
    public static void Write(Utf8JsonWriter writer, ulong value) => writer.WriteNumberValue(value);

    /// <summary>Writes an integer of any size.</summary>
    public static void Write(Utf8JsonWriter writer, BigInteger value) =>
        writer.WriteRawValue(value.ToString(CultureInfo.InvariantCulture), skipInputValidation: true);

    /// <summary>Writes a number, with a fraction in any case, as Ruby tells a float from an integer.</summary>
    /// <exception cref="ArgumentException">The number is infinite or no number.</exception>
    public static void Write(Utf8JsonWriter writer, float value) => writer.WriteRawValue(RubyFloat.Format(value));

    /// <inheritdoc cref="Write(Utf8JsonWriter, float)"/>
    public static void Write(Utf8JsonWriter writer, double value) => writer.WriteRawValue(RubyFloat.Format(value));

    /// <summary>Writes a number, with a fraction in any case, as Ruby tells a float from an integer.</summary>
    public static void Write(Utf8JsonWriter writer, decimal value) =>
        writer.WriteRawValue(value.ToString("0.0###########################", CultureInfo.InvariantCulture));

    /// <summary>Writes a date, <c>2026-11-23</c>.</summary>
    public static void Write(Utf8JsonWriter writer, DateOnly value) =>
        writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Writes a time in ISO 8601.</summary>
    public static void Write(Utf8JsonWriter writer, DateTimeOffset value) => writer.WriteStringValue(value);
}
