namespace SidekiqCluster.Filters;

internal sealed class OrNode(IEnumerable<FilterNode> nodes) : FilterNode
{
    private readonly FilterNode[] _nodes = [.. nodes.OrderBy(node => node.Cost)];

    public override int Cost => _nodes[^1].Cost;

    public override bool Matches(ref JobView job)
    {
        foreach (var node in _nodes)
        {
            if (node.Matches(ref job))
            {
                return true;
            }
        }

        return false;
    }

    public override bool CanMatchVerbatim(ReadOnlySpan<byte> raw)
    {
        foreach (var node in _nodes)
        {
            if (node.CanMatchVerbatim(raw))
            {
                return true;
            }
        }

        return false;
    }
}
