namespace SidekiqCluster;

/// <summary>The all-time counters of a shard.</summary>
[Flags]
public enum StatCounters
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Jobs finished, failed ones included.</summary>
    Processed = 1,

    /// <summary>Jobs that raised.</summary>
    Failed = 2,
}
