using System.Globalization;

namespace SidekiqCluster.Filters;

/// <summary>Times as people write them: ISO 8601, where no zone means UTC, or epoch seconds (or milliseconds, by size).</summary>
internal static class TimeText
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    public static bool TryParse(string text, out DateTimeOffset time)
    {
        if (NumberText.IsNumber(text))
        {
            var epoch = EpochTime.FromMagnitude(double.Parse(text, CultureInfo.InvariantCulture));
            time = epoch ?? default;
            return epoch is not null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Utc, out time);
    }

    /// <summary>ISO 8601 in UTC, with as many digits of a second as there are.</summary>
    public static string Print(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + "Z";
}
