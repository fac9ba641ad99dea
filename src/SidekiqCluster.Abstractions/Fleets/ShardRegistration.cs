namespace SidekiqCluster;

/// <summary>A shard to add to a running fleet.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.ShardRegistration")]
public sealed record ShardRegistration
{
    /// <summary>The shard's name: a letter or digit, then letters, digits, <c>.</c>, <c>_</c> or <c>-</c>.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Where its Redis is, a connection string or URL. It is kept in the cluster's own store, and never printed.</summary>
    [Id(1)]
    public required string Connection { get; init; }

    /// <summary>The namespace before every key.</summary>
    /// <value>Default empty: none.</value>
    [Id(2)]
    public string KeyPrefix { get; init; } = string.Empty;

    /// <summary>Whether reads go to a replica when one is connected.</summary>
    /// <value>Default false.</value>
    [Id(3)]
    public bool PreferReplica { get; init; }

    /// <summary>What the shard is chosen by.</summary>
    /// <value>Default none; names and values without blanks, <c>=</c> and <c>,</c>.</value>
    [Id(4)]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The name alone: a connection may hold a password.</summary>
    public override string ToString() => $"shard {Name}";
}
