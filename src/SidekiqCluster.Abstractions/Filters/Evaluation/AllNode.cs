namespace SidekiqCluster.Filters;

internal sealed class AllNode : FilterNode
{
    public override int Cost => 0;

    public override bool Matches(ref JobView job) => true;
}
