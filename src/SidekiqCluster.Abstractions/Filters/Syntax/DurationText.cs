using System.Buffers;
using System.Globalization;
using System.Text;

namespace SidekiqCluster.Filters;

/// <summary>Durations as people write them: <c>90s</c>, <c>5m</c>, <c>1h30m</c>, <c>7d</c>, <c>1.5s</c>, <c>250ms</c>.</summary>
internal static class DurationText
{
    private const int LongestNumber = 16;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>Reads parts of a number and a unit each, after an optional sign. What is finer than 100 ns is dropped.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        var isNegative = text is ['-', ..];
        var rest = text is ['-' or '+', ..] ? text[1..] : text;
        if (rest.IsEmpty)
        {
            return false;
        }

        var ticks = 0m;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (digits is < 1 or > LongestNumber
                || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            rest = rest[digits..];
            var (unit, length) = UnitAt(rest);
            ticks += Math.Truncate(number * unit);
            if (unit == 0 || ticks > (isNegative ? -(decimal)long.MinValue : long.MaxValue))
            {
                return false;
            }

            rest = rest[length..];
        }

        duration = new TimeSpan((long)(isNegative ? -ticks : ticks));
        return true;
    }

    /// <summary>The shortest text of days, hours, minutes and seconds that reads back as the same duration.</summary>
    public static string Print(TimeSpan duration)
    {
        var text = new StringBuilder(duration < TimeSpan.Zero ? "-" : string.Empty);
        var ticks = Int128.Abs(duration.Ticks);
        foreach (var (unit, name) in new[] { (TimeSpan.TicksPerDay, 'd'), (TimeSpan.TicksPerHour, 'h'), (TimeSpan.TicksPerMinute, 'm') })
        {
            if (ticks >= unit)
            {
                text.Append(CultureInfo.InvariantCulture, $"{ticks / unit}{name}");
                ticks %= unit;
            }
        }

        if (ticks > 0 || duration == TimeSpan.Zero)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(decimal)ticks / TimeSpan.TicksPerSecond:0.#######}s");
        }

        return text.ToString();
    }

    /// <summary>The unit at the start in ticks, and the length of its name; 0 when there is none.</summary>
    private static (decimal Ticks, int Length) UnitAt(ReadOnlySpan<char> text) => text switch
    {
        ['m', 's', ..] => (TimeSpan.TicksPerMillisecond, 2),
        ['d', ..] => (TimeSpan.TicksPerDay, 1),
        ['h', ..] => (TimeSpan.TicksPerHour, 1),
        ['m', ..] => (TimeSpan.TicksPerMinute, 1),
        ['s', ..] => (TimeSpan.TicksPerSecond, 1),
        _ => (0, 0),
    };
}
