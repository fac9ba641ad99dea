using System.Globalization;
using SidekiqCluster.Benchmarks.Contests;

namespace SidekiqCluster.Benchmarks.Reports;

/// <summary>Figures as the tables show them.</summary>
internal static class Figures
{
    /// <summary>What stands where nothing was measured.</summary>
    public const string None = "–";

    /// <summary>Three digits that count.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    /// <summary>Bytes in the unit that suits them.</summary>
    public static string Bytes(double? bytes) => bytes switch
    {
        null => None,
        >= 1 << 20 => $"{Number(bytes.Value / (1 << 20))} MB",
        >= 1 << 10 => $"{Number(bytes.Value / (1 << 10))} KB",
        _ => $"{Number(bytes.Value)} B",
    };

    /// <summary>A time in milliseconds.</summary>
    public static string Milliseconds(TimeSpan? time) => time is { } known ? $"{Number(known.TotalMilliseconds)} ms" : None;

    /// <summary>The median; that it cannot be told when the values lie too far apart.</summary>
    public static string Trusted(Reading? reading) =>
        reading is null ? None : reading.IsTooWide ? $"too wide (± {Percent(reading.Spread / 2)})" : Number(reading.Median);

    /// <summary>Parts of the whole.</summary>
    public static string Percent(double part) => $"{(100 * part).ToString("0", CultureInfo.InvariantCulture)} %";
}
