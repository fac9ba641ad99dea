namespace SidekiqCluster.Cli;

/// <summary>Whoever read our output has closed it, as <c>head</c> does when it has seen enough. No failure.</summary>
internal sealed class OutputClosedException(Exception innerException)
    : Exception("The reader of the output has gone.", innerException);
