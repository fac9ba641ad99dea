namespace SidekiqCluster.Snapshots;

/// <summary>One part of a filter over the rows of a snapshot. Good for any thread.</summary>
internal abstract class RowNode
{
    /// <summary>How much work the part is, for the order in which parts are asked.</summary>
    public abstract int Cost { get; }

    public abstract bool Matches(SnapshotBlock block, int row);

    /// <summary>
    /// Keeps of some rows of a block those that match, in their order, at the front; answers how many. What is asked of whole
    /// columns is much quicker so than row by row.
    /// </summary>
    public virtual int Narrow(SnapshotBlock block, Span<int> rows)
    {
        var kept = 0;
        foreach (var row in rows)
        {
            if (Matches(block, row))
            {
                rows[kept++] = row;
            }
        }

        return kept;
    }
}
