namespace SidekiqCluster;

/// <summary>What should hold saved jobs holds something else, or is cut off.</summary>
public sealed class SavedJobFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="reason">What is wrong with it, as the end of a sentence.</param>
    /// <param name="innerException">Why, if somebody else found out.</param>
    public SavedJobFormatException(long line, string reason, Exception? innerException = null)
        : base(FormattableString.Invariant($"Line {line} {reason}."), innerException) => Line = line;

    /// <summary>The line, from 1.</summary>
    public long Line { get; }
}
