using SidekiqCluster.Queues;

namespace SidekiqCluster.Verbs.Values;

/// <summary>Names of queues as they stand on a command line.</summary>
internal static class QueueArgument
{
    /// <summary>The name of a queue that may be there, whatever it is called.</summary>
    /// <exception cref="VerbException">It is empty.</exception>
    public static string Existing(string name) =>
        name.Length > 0 ? name : throw VerbException.Usage("NAME is empty; give the name of a queue, see 'queue list'.");

    /// <summary>The name of a queue that jobs are put into, or that is paused.</summary>
    /// <param name="name">What the user wrote.</param>
    /// <param name="origin">Where.</param>
    /// <exception cref="VerbException">Sidekiq could not use it.</exception>
    public static string Usable(string name, string origin) =>
        QueueNames.WhyForbidden(name) is not { } why
            ? name
            : throw VerbException.Usage($"the queue's name in {origin} {why}; use another one, see 'queue list'.");
}
