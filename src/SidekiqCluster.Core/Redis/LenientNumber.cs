using System.Globalization;
using StackExchange.Redis;

namespace SidekiqCluster.Redis;

/// <summary>Numbers that Redis holds as text and that may be missing, fractional, endless or no number at all.</summary>
internal static class LenientNumber
{
    /// <summary>A whole number; fractions are cut, numbers out of range become the nearest one; null for anything else.</summary>
    public static long? ToInt64(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : (long?)ToDouble(text);

    /// <inheritdoc cref="ToInt64(string?)"/>
    public static long? ToInt64(RedisValue value) => ToInt64((string?)value);

    /// <summary>A finite number; null for anything else.</summary>
    public static double? ToDouble(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>The same of text in UTF-8.</summary>
    public static double? ToDouble(ReadOnlySpan<byte> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>Epoch seconds (or milliseconds, told apart by magnitude) as a time; null for anything else.</summary>
    public static DateTimeOffset? ToTime(string? text) =>
        ToDouble(text) is { } number ? EpochTime.FromMagnitude(number) : null;

    /// <inheritdoc cref="ToTime(string?)"/>
    public static DateTimeOffset? ToTime(ReadOnlySpan<byte> text) =>
        ToDouble(text) is { } number ? EpochTime.FromMagnitude(number) : null;

    /// <inheritdoc cref="ToTime(string?)"/>
    public static DateTimeOffset? ToTime(RedisValue value) => ToTime((string?)value);

    /// <inheritdoc cref="ToTime(string?)"/>
    public static DateTimeOffset? ToTime(double number) => EpochTime.FromMagnitude(number);

    /// <summary>Seconds as a duration; null for anything else, and beyond what a duration can hold.</summary>
    public static TimeSpan? ToDuration(RedisValue value) =>
        ToDouble((string?)value) is { } seconds && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    /// <summary>A sum that stays within range whatever Redis holds.</summary>
    public static long Add(long one, long other) => long.CreateSaturating((Int128)one + other);
}
