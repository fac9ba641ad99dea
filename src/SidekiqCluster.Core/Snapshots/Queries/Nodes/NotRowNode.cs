namespace SidekiqCluster.Snapshots;

internal sealed class NotRowNode(RowNode node) : RowNode
{
    public override int Cost => node.Cost;

    public override bool Matches(SnapshotBlock block, int row) => !node.Matches(block, row);
}
