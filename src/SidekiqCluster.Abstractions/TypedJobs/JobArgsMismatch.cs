using System.Globalization;

namespace SidekiqCluster;

/// <summary>Why an array of arguments does not fit a worker class. Never holds a value of the arguments.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Path">Where, by Ruby names: <c>options.currency</c>, <c>ids[2]</c>; empty for the arguments as a whole.</param>
/// <param name="Expected">What the class takes there, in words.</param>
/// <param name="Found">What stands there, in words.</param>
public sealed record JobArgsMismatch(JobArgsMismatchKind Kind, string Path, string Expected, string Found)
{
    /// <summary>The argument's position from 0; null for the arguments as a whole.</summary>
    public int? Position { get; init; }

    /// <summary>The mismatch as one sentence: <c>Argument 3 (options.currency): expected a string, found a number.</c></summary>
    public string Message => Position is { } position
        ? string.Create(CultureInfo.InvariantCulture, $"Argument {position + 1} ({Path}): expected {Expected}, found {Found}.")
        : $"Arguments: expected {Expected}, found {Found}.";

    /// <summary>The same as <see cref="Message"/>.</summary>
    public override string ToString() => Message;
}
