namespace SidekiqCluster.Snapshots;

/// <summary>What is the same for all rows of a source.</summary>
internal sealed class ConstantRowNode(bool matches) : RowNode
{
    public override int Cost => 0;

    public override bool Matches(SnapshotBlock block, int row) => matches;
}
