using System.Globalization;

namespace SidekiqCluster;

/// <summary>The <c>backtrace</c> option: how much of an error's backtrace a failed job keeps.</summary>
public readonly record struct JobBacktrace
{
    private JobBacktrace(bool isKept, int? lineCount)
    {
        IsKept = isKept;
        LineCount = lineCount;
    }

    /// <summary><c>backtrace: true</c>: all of it.</summary>
    public static JobBacktrace Whole { get; } = new(isKept: true, lineCount: null);

    /// <summary><c>backtrace: false</c>: nothing.</summary>
    public static JobBacktrace None { get; } = new(isKept: false, lineCount: null);

    /// <summary>Whether any of it is kept.</summary>
    public bool IsKept { get; }

    /// <summary>How many lines are kept; null for all or none.</summary>
    public int? LineCount { get; }

    /// <summary><c>backtrace: 20</c>: that many lines from its start.</summary>
    public static JobBacktrace Lines(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new JobBacktrace(isKept: true, count);
    }

    /// <summary>The option as Ruby writes it.</summary>
    public override string ToString() =>
        LineCount is { } count ? count.ToString(CultureInfo.InvariantCulture) : IsKept ? "true" : "false";
}
