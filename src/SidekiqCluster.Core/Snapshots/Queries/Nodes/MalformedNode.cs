using SidekiqCluster.Filters;

namespace SidekiqCluster.Snapshots;

/// <summary>Tests whether the payload is no JSON object.</summary>
internal sealed class MalformedNode(ValueTest test) : RowNode
{
    public override int Cost => 1;

    public override bool Matches(SnapshotBlock block, int row) =>
        test.OnBoolean((block.Facts[row].Traits & JobTraits.Malformed) != 0);
}
