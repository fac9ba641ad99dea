using System.Globalization;

namespace SidekiqCluster.Verbs.Pushes;

/// <summary>Values of a push as they are written.</summary>
internal static class PushValues
{
    /// <summary>Reads <c>true</c>, <c>false</c> or a number that is not negative.</summary>
    public static bool TryReadRetry(string text, out JobRetry retry)
    {
        (var isRetry, retry) = text switch
        {
            "true" => (true, JobRetry.Always),
            "false" => (true, JobRetry.Never),
            _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
                ? (true, JobRetry.Times(limit))
                : (false, default),
        };
        return isRetry;
    }
}
