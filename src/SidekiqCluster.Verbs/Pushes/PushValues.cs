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

    /// <inheritdoc cref="TryReadRetry"/>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static JobRetry ReadRetry(string text) =>
        TryReadRetry(text, out var retry) ? retry : throw new FormatException($"'{text}' is no retry; use true, false or a number.");

    /// <summary>Reads <c>true</c>, <c>false</c> or a number of lines.</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static JobBacktrace ReadBacktrace(string text) => text switch
    {
        "true" => JobBacktrace.Whole,
        "false" => JobBacktrace.None,
        _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var lines)
            ? JobBacktrace.Lines(lines)
            : throw new FormatException($"'{text}' is no backtrace; use true, false or a number."),
    };
}
