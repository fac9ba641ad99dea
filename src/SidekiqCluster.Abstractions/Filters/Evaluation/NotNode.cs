namespace SidekiqCluster.Filters;

internal sealed class NotNode(FilterNode node) : FilterNode
{
    public override int Cost => node.Cost;

    public override bool Matches(ref JobView job) => !node.Matches(ref job);
}
