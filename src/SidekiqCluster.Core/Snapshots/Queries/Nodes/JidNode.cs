namespace SidekiqCluster.Snapshots;

/// <summary>Finds ids among those of the column; whether a row really has the id its payload tells.</summary>
internal sealed class JidNode(IEnumerable<string> jids, PayloadNode payload) : RowNode
{
    private readonly HashSet<ulong> _keys = [.. jids.Select(JidKey.Of)];

    public override int Cost => 2;

    public override bool Matches(SnapshotBlock block, int row) =>
        _keys.Contains(block.Facts[row].Jid) && payload.Matches(block, row);
}
