using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>The jobs that have one value of a field, over all shards, with each shard's part.</summary>
internal sealed record GroupRow(string? Key, long Count, IReadOnlyList<long> Parts)
{
    public static IReadOnlyList<Column<GroupRow>> All { get; } =
    [
        Columns.Text<GroupRow>("key", row => row.Key) with { Cell = row => row.Key is { } key ? new Cell(key) : new Cell("(none)", Cell.Dim) },
        Columns.Count<GroupRow>("count", row => row.Count),
    ];

    /// <summary>The only row of a count that is not grouped.</summary>
    public static IReadOnlyList<Column<GroupRow>> CountOnly { get; } = [All[1]];

    /// <summary>The columns of a table: each shard's part stands beside the sum when there are several.</summary>
    public static IReadOnlyList<Column<GroupRow>> WithParts(IReadOnlyList<Column<GroupRow>> columns, IReadOnlyList<string> shards) =>
        shards.Count == 1
            ? columns
            : [.. columns, .. shards.Select((shard, i) => Columns.Count<GroupRow>(shard, row => row.Parts[i]) with { Header = shard })];

    /// <summary>Adds up the groups of several shards, most jobs first, then by key.</summary>
    public static IReadOnlyList<GroupRow> Sum(IReadOnlyList<JobCount> shards)
    {
        var parts = new Dictionary<(bool HasKey, string Key), long[]>();
        for (var i = 0; i < shards.Count; i++)
        {
            foreach (var group in shards[i].Groups ?? [])
            {
                var key = (group.Key is not null, group.Key ?? string.Empty);
                var counts = parts.TryGetValue(key, out var known) ? known : parts[key] = new long[shards.Count];
                counts[i] += group.Count;
            }
        }

        return
        [
            .. parts.Select(p => new GroupRow(p.Key.HasKey ? p.Key.Key : null, p.Value.Sum(), p.Value))
                .OrderByDescending(row => row.Count)
                .ThenBy(row => row.Key, StringComparer.Ordinal),
        ];
    }
}
