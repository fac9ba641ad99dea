namespace SidekiqCluster;

/// <summary>
/// A part of a lambda cannot be asked of stored jobs. Where the lambda stands in the call, the analyzer of
/// SidekiqCluster.Generators says the same at compile time, as an error with the same words.
/// </summary>
public sealed class JobExpressionException : NotSupportedException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The part, and the way out.</param>
    public JobExpressionException(string message)
        : base(message)
    {
    }
}
