using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>A profile that was written to a file.</summary>
internal sealed record SavedRow(string Shard, string Key, string File, long Bytes)
{
    public static IReadOnlyList<Column<SavedRow>> All { get; } =
    [
        Columns.Shard<SavedRow>(row => row.Shard),
        Columns.Text<SavedRow>("key", row => row.Key),
        Columns.Text<SavedRow>("file", row => row.File),
        Columns.Bytes<SavedRow>("bytes", row => row.Bytes),
    ];
}
