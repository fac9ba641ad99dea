namespace SidekiqCluster.Snapshots;

/// <summary>One part of a filter over the rows of a snapshot. Good for any thread.</summary>
internal abstract class RowNode
{
    /// <summary>How much work the part is, for the order in which parts are asked.</summary>
    public abstract int Cost { get; }

    public abstract bool Matches(SnapshotBlock block, int row);
}
