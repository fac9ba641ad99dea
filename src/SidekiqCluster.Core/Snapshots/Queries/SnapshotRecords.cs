namespace SidekiqCluster.Snapshots;

/// <summary>Rows as records. Their bytes are copies, which outlive the view.</summary>
internal static class SnapshotRecords
{
    /// <summary>A record of the job at a row: a <see cref="SortedEntry"/> when the source is a set.</summary>
    public static JobRecord ToRecord(this SnapshotColumns columns, string shard, SnapshotBlock block, int row)
    {
        var raw = block.Raw(row).ToArray();
        return columns.IsSet
            ? new SortedEntry(shard, columns.Source, raw, block.Entries[row].Score)
            : new JobRecord(shard, columns.Source, raw);
    }
}
