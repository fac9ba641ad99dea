using System.Globalization;

namespace SidekiqCluster.Verbs.Answers;

/// <summary>Values as people read them in a table.</summary>
internal static class Human
{
    /// <summary>What stands for "unknown" in a table.</summary>
    public const string Nothing = "-";

    private static readonly string[] ByteUnits = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>1 job</c>, <c>2 jobs</c>.</summary>
    public static string Count(long value, string noun, string? plural = null) =>
        Invariant($"{value} {(value == 1 ? noun : plural ?? noun + "s")}");

    /// <summary>Two units at most: <c>10.4s</c>, <c>3m20s</c>, <c>2d3h</c>.</summary>
    public static string Duration(TimeSpan value)
    {
        if (value < TimeSpan.Zero)
        {
            return "-" + Duration(value == TimeSpan.MinValue ? TimeSpan.MaxValue : -value);
        }

        return value switch
        {
            { Ticks: 0 } => "0s",
            { TotalSeconds: < 1 } => Invariant($"{Math.Round(value.TotalMilliseconds)}ms"),
            { TotalSeconds: < 60 } => Invariant($"{Math.Floor(value.TotalSeconds * 10) / 10}s"),
            { TotalMinutes: < 60 } => Pair(value.Minutes, "m", value.Seconds, "s"),
            { TotalHours: < 24 } => Pair(value.Hours, "h", value.Minutes, "m"),
            _ => Pair(value.Days, "d", value.Hours, "h"),
        };
    }

    /// <summary>To the second, UTC.</summary>
    public static string Time(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>In units of 1024.</summary>
    public static string Bytes(long value)
    {
        var scaled = (double)value;
        var unit = 0;
        while (Math.Abs(scaled) >= 1024 && unit < ByteUnits.Length - 1)
        {
            scaled /= 1024;
            unit++;
        }

        return unit == 0 ? Invariant($"{value} B") : Invariant($"{scaled:0.0} {ByteUnits[unit]}");
    }

    private static string Pair(int large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? Invariant($"{large}{largeUnit}") : Invariant($"{large}{largeUnit}{small}{smallUnit}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
