namespace SidekiqCluster;

/// <summary>One shard of the fleet, as configuration names it.</summary>
public sealed class ShardSettings
{
    /// <summary>Where its Redis is; see <see cref="ShardOptions.Connection"/>. Never printed.</summary>
    /// <value>A connection string or URL; required.</value>
    public string Connection { get; set; } = string.Empty;

    /// <summary>The namespace before every key; see <see cref="ShardOptions.KeyPrefix"/>.</summary>
    /// <value>Default empty: none.</value>
    public string KeyPrefix { get; set; } = string.Empty;

    /// <summary>Whether reads go to a replica when one is connected; see <see cref="ShardOptions.PreferReplica"/>.</summary>
    /// <value>Default false.</value>
    public bool PreferReplica { get; set; }

    /// <summary>What the shard is chosen by, such as <c>env</c> = <c>prod</c>.</summary>
    /// <value>Default none. Names of letters, digits, <c>.</c>, <c>_</c>, <c>-</c> and <c>/</c>; values without blanks and <c>= , * ? \</c>.</value>
    public IDictionary<string, string> Labels { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal ShardOptions ToOptions(string name, TimeProvider clock) => new()
    {
        Name = name,
        Connection = Connection,
        KeyPrefix = KeyPrefix,
        PreferReplica = PreferReplica,
        TimeProvider = clock,
    };
}
