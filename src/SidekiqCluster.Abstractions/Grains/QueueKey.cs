namespace SidekiqCluster.Grains;

/// <summary>The key of a queue's grain: <c>eu-1/queue/critical</c>.</summary>
/// <param name="Shard">The shard's name.</param>
/// <param name="Queue">The queue's name; it may hold slashes.</param>
public readonly record struct QueueKey(string Shard, string Queue)
{
    private const string Kind = "queue/";

    /// <summary>Reads a key.</summary>
    /// <exception cref="FormatException">The text is no queue's key.</exception>
    public static QueueKey Parse(string text) =>
        ShardKey.TrySplit(text, out var shard, out var rest)
        && rest.StartsWith(Kind, StringComparison.Ordinal) && rest.Length > Kind.Length
            ? new QueueKey(shard, rest[Kind.Length..])
            : throw new FormatException($"'{text}' is no key of a queue; use SHARD/queue/NAME.");

    /// <summary>The key as text.</summary>
    public override string ToString() => $"{Shard}/{Kind}{Queue}";
}
