namespace SidekiqCluster.Snapshots;

/// <summary>The rows of a block that a view shows.</summary>
/// <param name="Block">The block.</param>
/// <param name="Start">The first row.</param>
/// <param name="Count">How many rows.</param>
internal readonly record struct BlockRun(SnapshotBlock Block, int Start, int Count)
{
    /// <summary>The row behind the last one.</summary>
    public int End => Start + Count;

    /// <summary>Bytes of the payloads shown. O(rows).</summary>
    public int RawBytes
    {
        get
        {
            var bytes = 0;
            foreach (ref readonly var facts in Block.Facts[Start..End])
            {
                bytes += facts.Length;
            }

            return bytes;
        }
    }
}
