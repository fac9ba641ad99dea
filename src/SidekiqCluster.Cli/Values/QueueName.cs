namespace SidekiqCluster.Cli.Values;

/// <summary>Names of queues that jobs are put into.</summary>
internal static class QueueName
{
    /// <summary>The name, if jobs may be put into a queue of it.</summary>
    /// <exception cref="CliException">They may not.</exception>
    public static string Check(string option, string name)
    {
        if (name.Length == 0)
        {
            throw CliException.Usage($"{option} is empty; give the name of a queue, see 'queue list'.");
        }

        // Sidekiq takes lists of names apart at commas, and workers read what stands behind one as a weight.
        var isNamed = name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or ':' or '/');
        return isNamed
            ? name
            : throw CliException.Usage($"{option} is '{name}'; use letters, digits, '_', '-', '.', ':' and '/' alone, so that workers can name it.");
    }
}
