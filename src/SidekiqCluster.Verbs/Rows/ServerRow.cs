using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>The server behind a shard, and what the configuration says about the shard.</summary>
internal sealed record ServerRow(string Shard, ServerInfo Server, IReadOnlyDictionary<string, string> Labels)
{
    public static IReadOnlyList<Column<ServerRow>> All { get; } =
    [
        Columns.Text<ServerRow>("shard", row => row.Shard),
        Columns.Map<ServerRow>("labels", row => row.Labels),
        Columns.Text<ServerRow>("kind", row => row.Server.Kind.ToString().ToLowerInvariant()),
        Columns.Text<ServerRow>("version", row => row.Server.Version),
        Columns.Text<ServerRow>("role", row => row.Server.Role),
        Columns.Duration<ServerRow>("uptime", row => row.Server.Uptime),
        Columns.Count<ServerRow>("connected_clients", row => row.Server.ConnectedClients),
        Columns.Bytes<ServerRow>("used_memory", row => row.Server.UsedMemoryBytes),
        Columns.Bytes<ServerRow>("peak_memory", row => row.Server.PeakMemoryBytes),
        Columns.Bytes<ServerRow>("max_memory", row => row.Server.MaxMemoryBytes) with { Cell = MaxMemoryOf },
        Columns.Text<ServerRow>("max_memory_policy", row => row.Server.MaxMemoryPolicy),
        Columns.Texts<ServerRow>("degradations", row => row.Server.Degradations) with
        {
            Cell = row => row.Server.Degradations.Count == 0
                ? new Cell("none", Cell.Good)
                : new Cell(string.Join('\n', row.Server.Degradations), Cell.Warning),
        },
        Columns.Map<ServerRow>("fields", row => row.Server.Fields) with
        {
            Cell = row => new Cell($"{row.Server.Fields.Count}, see --format json"),
        },
    ];

    private static Cell MaxMemoryOf(ServerRow row) =>
        Cell.Of(row.Server.MaxMemoryBytes switch { null => null, 0 => "no limit", var bytes => Human.Bytes(bytes.Value) });
}
