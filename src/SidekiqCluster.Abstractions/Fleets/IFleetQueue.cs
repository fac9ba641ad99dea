namespace SidekiqCluster;

/// <summary>The queues of one name in all shards.</summary>
public partial interface IFleetQueue
{
    /// <summary>The queues' name.</summary>
    string Name { get; }

    /// <summary>The queues.</summary>
    JobSource Source { get; }
}
