namespace SidekiqCluster.Benchmarks.Reports;

/// <summary>A table in markdown.</summary>
internal sealed class MarkdownTable(params IReadOnlyList<string> heads)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    /// <summary>Adds a row.</summary>
    public void Add(params IReadOnlyList<string> cells) => _rows.Add(cells);

    public override string ToString() => string.Join(
        '\n',
        [Line(heads), Line(heads.Select(static (_, column) => column < 1 ? "---" : "---:")), .. _rows.Select(Line), ""]);

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
