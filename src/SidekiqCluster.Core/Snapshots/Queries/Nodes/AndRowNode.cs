namespace SidekiqCluster.Snapshots;

internal sealed class AndRowNode(IEnumerable<RowNode> nodes) : RowNode
{
    private readonly RowNode[] _nodes = [.. nodes.OrderBy(node => node.Cost)];

    public override int Cost => _nodes.Sum(node => node.Cost);

    public override bool Matches(SnapshotBlock block, int row)
    {
        foreach (var node in _nodes)
        {
            if (!node.Matches(block, row))
            {
                return false;
            }
        }

        return true;
    }

    public override int Narrow(SnapshotBlock block, Span<int> rows)
    {
        foreach (var node in _nodes)
        {
            rows = rows[..node.Narrow(block, rows)];
        }

        return rows.Length;
    }
}
