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
}
