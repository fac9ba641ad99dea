namespace SidekiqCluster;

/// <summary>In how many of the shards that have it a queue is paused.</summary>
public enum PauseState
{
    /// <summary>In none, or no shard has the queue.</summary>
    None,

    /// <summary>In some, but not in all.</summary>
    Some,

    /// <summary>In all.</summary>
    All,
}
