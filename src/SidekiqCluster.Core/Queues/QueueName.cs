using System.Text;
using System.Text.RegularExpressions;

namespace SidekiqCluster.Queues;

/// <summary>A queue's name as Redis holds it, and as people read it.</summary>
internal sealed partial record QueueName
{
    private QueueName(byte[] raw)
    {
        Raw = raw;
        Name = Encoding.UTF8.GetString(raw);
    }

    /// <summary>The bytes; what goes into keys and set members.</summary>
    public byte[] Raw { get; }

    /// <summary>The text, U+FFFD for what is not UTF-8.</summary>
    public string Name { get; }

    /// <summary>Whether it is in <c>queues</c>.</summary>
    public bool IsRegistered { get; private init; }

    /// <summary>The process whose private queue this is; null for any other.</summary>
    public string? PrivateTo { get; private init; }

    public static QueueName Registered(byte[] raw) => new(raw) { IsRegistered = true };

    public static QueueName Unregistered(byte[] raw)
    {
        var name = new QueueName(raw);
        return name with { PrivateTo = PrivateOwner(name.Name) };
    }

    /// <summary>The process in the name of a private queue of super_fetch; null when the name is none.</summary>
    public static string? PrivateOwner(string name) =>
        PrivateName().Match(name) is { Success: true } match ? match.Groups["owner"].Value : null;

    // sq|IDENTITY|QUEUE, in Pro 3.4 sq_IDENTITY_QUEUE. An identity is HOST:PID:NONCE, and a host may hold either mark.
    [GeneratedRegex(@"\Asq(?<mark>[|_])(?<owner>.+?:[0-9]+:[0-9a-f]+)\k<mark>.+\z", RegexOptions.Singleline)]
    private static partial Regex PrivateName();
}
