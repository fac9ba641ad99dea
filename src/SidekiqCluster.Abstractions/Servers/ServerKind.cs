namespace SidekiqCluster;

/// <summary>The program behind a shard's address.</summary>
public enum ServerKind
{
    /// <summary>Redis itself, or one that does not say otherwise.</summary>
    Redis,

    /// <summary>Valkey.</summary>
    Valkey,

    /// <summary>Dragonfly.</summary>
    Dragonfly,

    /// <summary>Microsoft Garnet.</summary>
    Garnet,
}
