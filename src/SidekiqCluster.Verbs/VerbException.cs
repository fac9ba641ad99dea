namespace SidekiqCluster.Verbs;

/// <summary>Ends the run with one line on stderr and an exit code. The message names the thing and the remedy.</summary>
internal sealed class VerbException(ExitCode exitCode, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>The command line, a filter or a value is wrong; nothing has been sent.</summary>
    public static VerbException Usage(string message) => new(ExitCode.Usage, message);
}
