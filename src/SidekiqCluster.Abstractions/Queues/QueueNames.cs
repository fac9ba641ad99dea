using System.Text;
using System.Text.RegularExpressions;

namespace SidekiqCluster.Queues;

/// <summary>
/// Which names a queue may be given by us: when jobs are pushed or moved to it, or it is paused. Queues that others
/// named are read, cleared and emptied whatever their name.
/// </summary>
internal static partial class QueueNames
{
    /// <summary>Why Sidekiq could not use this name, as the end of a sentence; null when it can.</summary>
    public static string? WhyForbidden(string name) => name switch
    {
        "" => "is empty",
        _ when name.Any(char.IsControl) => "has a control character in it, such as a line break",
        _ when !IsUnicode(name) => "has half a surrogate pair in it, which cannot be stored",
        _ when PrivateOwner(name) is not null => "is that of a private queue of super_fetch, which belongs to one process",
        _ => null,
    };

    /// <summary>Makes sure that Sidekiq can use a name.</summary>
    /// <exception cref="ArgumentException">It is null, or it cannot; the message says why.</exception>
    public static void ThrowIfForbidden(string name, string parameter)
    {
        ArgumentNullException.ThrowIfNull(name, parameter);
        if (WhyForbidden(name) is { } why)
        {
            throw new ArgumentException($"The queue's name {why}; use another one.", parameter);
        }
    }

    /// <summary>The process in the name of a private queue of super_fetch; null when the name is none.</summary>
    public static string? PrivateOwner(string name) =>
        PrivateName().Match(name) is { Success: true } match ? match.Groups["owner"].Value : null;

    private static bool IsUnicode(string name) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)) == name;

    // sq|IDENTITY|QUEUE, in Pro 3.4 sq_IDENTITY_QUEUE. An identity is HOST:PID:NONCE, and a host may hold either mark.
    [GeneratedRegex(@"\Asq(?<mark>[|_])(?<owner>.+?:[0-9]+:[0-9a-f]+)\k<mark>.+\z", RegexOptions.Singleline)]
    private static partial Regex PrivateName();
}
