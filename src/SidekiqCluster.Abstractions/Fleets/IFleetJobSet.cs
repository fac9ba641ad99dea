namespace SidekiqCluster;

/// <summary>The scheduled, retry or dead sets of all shards.</summary>
public partial interface IFleetJobSet
{
    /// <summary>Which set of each shard.</summary>
    JobSource Source { get; }
}
