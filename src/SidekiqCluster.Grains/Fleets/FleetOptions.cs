namespace SidekiqCluster;

/// <summary>The fleet of a silo: section <c>SidekiqCluster</c> of the configuration.</summary>
public sealed class FleetOptions
{
    /// <summary>The section of the configuration that this is read from.</summary>
    public const string SectionName = "SidekiqCluster";

    /// <summary>
    /// The name of the grain storage that keeps which shards were added at run time. <c>UseFleetStore</c> gives it; without, a
    /// storage of this name that the host adds is used, else one in memory, which forgets when all silos end.
    /// </summary>
    public const string StorageName = "sidekiq-fleet";

    /// <summary>The shards by name; the same on every silo. A change is followed while the silo runs.</summary>
    /// <value>Default none: shards may also be added at run time, through the fleet.</value>
    public IDictionary<string, ShardSettings> Shards { get; } = new Dictionary<string, ShardSettings>(StringComparer.Ordinal);

    /// <summary>The memory that the snapshots of queues and sets may take on this silo. Over it, the least used ones go.</summary>
    /// <value>Default null: a quarter of the memory that the process may use. In bytes; 0 keeps none, then everything is read from Redis.</value>
    public long? SnapshotBytes { get; set; }

    internal long SnapshotBytesOrDefault => SnapshotBytes ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;
}
