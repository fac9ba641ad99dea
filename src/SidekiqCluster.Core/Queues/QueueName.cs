using System.Text;

namespace SidekiqCluster.Queues;

/// <summary>A queue's name as Redis holds it, and as people read it.</summary>
internal sealed record QueueName
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
        return name with { PrivateTo = QueueNames.PrivateOwner(name.Name) };
    }
}
