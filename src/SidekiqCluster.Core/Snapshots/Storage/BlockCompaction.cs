namespace SidekiqCluster.Snapshots;

/// <summary>
/// Copies together what removals have left: runs that show less than half of their block, and neighbours of which each
/// fills less than half of its slab. So a view takes at most about twice its bytes whatever was done to it, and next to
/// nothing more than its bytes when only the ends changed. The last run is left alone: its block is being filled.
/// </summary>
internal static class BlockCompaction
{
    /// <summary>The next view's runs.</summary>
    public static List<BlockRun> Run(List<BlockRun> runs, bool isSet)
    {
        var result = new List<BlockRun>(runs.Count);
        for (var i = 0; i < runs.Count;)
        {
            var end = i;
            var bytes = 0;
            while (end < runs.Count - 1 && IsLoose(runs[end]) && bytes + runs[end].RawBytes <= SnapshotBlock.MaxSlab)
            {
                bytes += runs[end++].RawBytes;
            }

            if (end - i > 1 || (end - i == 1 && IsPart(runs[i])))
            {
                Copy(runs[i..end], bytes, isSet, result);
            }
            else
            {
                end = i + 1;
                result.Add(runs[i]);
            }

            i = end;
        }

        return result;
    }

    private static bool IsLoose(BlockRun run) => IsPart(run)
        ? 2 * run.Count < run.Block.Count
        : run.Count < SnapshotBlock.MaxRows && 2 * run.Block.UsedBytes < run.Block.SlabBytes;

    private static bool IsPart(BlockRun run) => run.Count < run.Block.Count;

    private static void Copy(List<BlockRun> runs, int bytes, bool isSet, List<BlockRun> result)
    {
        var block = new SnapshotBlock(bytes, isSet);
        foreach (var run in runs)
        {
            for (var row = run.Start; row < run.End; row++)
            {
                if (!block.TryAppend(run.Block, row))
                {
                    Add();
                    block = new SnapshotBlock(bytes, isSet);
                    block.TryAppend(run.Block, row);
                }
            }
        }

        Add();

        void Add()
        {
            block.Seal();
            result.Add(new BlockRun(block, 0, block.Count));
        }
    }
}
