namespace SidekiqCluster;

/// <summary>A text is no <see cref="JobFilter"/> or no <see cref="JobField"/>.</summary>
public sealed class JobFilterSyntaxException : FormatException
{
    /// <summary>Creates the exception with the error's sentence as its message.</summary>
    public JobFilterSyntaxException(JobFilterError error)
        : base((error ?? throw new ArgumentNullException(nameof(error))).Message) => Error = error;

    /// <summary>The reason.</summary>
    public JobFilterError Error { get; }

    /// <summary>Where, counted in characters from 1.</summary>
    public int Column => Error.Column;

    /// <summary>What stands there, in words.</summary>
    public string Found => Error.Found;

    /// <summary>What should stand there, in words.</summary>
    public string Expected => Error.Expected;
}
