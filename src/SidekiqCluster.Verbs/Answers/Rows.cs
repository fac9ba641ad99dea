using System.Text.Json;

namespace SidekiqCluster.Verbs.Answers;

/// <inheritdoc cref="IRows"/>
internal sealed class Rows<T>(IReadOnlyList<Column<T>> columns, IReadOnlyList<T> rows) : IRows
{
    public IReadOnlyList<string> Names { get; } = [.. columns.Select(c => c.Name)];

    public int Count => rows.Count;

    public void WriteProperties(Utf8JsonWriter json, int row) => Write(json, row, columns);

    public void WriteLasting(Utf8JsonWriter json, int row) => Write(json, row, columns.Where(static column => !column.IsAge));

    public void WriteValue(Utf8JsonWriter json, int row, int column) => columns[column].WriteJson(json, rows[row]);

    public TableContent ToList(bool severalShards)
    {
        var shown = columns.Where(c => c.IsInList && (severalShards || !c.IsOnlyForSeveralShards)).ToArray();
        return new TableContent(
            [.. shown.Select(c => new TableHeader(c.Header, c.IsNumber, c.IsCutFirst))],
            [.. rows.Select(row => shown.Select(c => (c.ListCell ?? c.Cell)(row)).ToArray())]);
    }

    public IReadOnlyList<(string Name, Cell Cell)> ToDetails(int row) =>
        [.. columns.Select(c => (c.Name, c.Cell(rows[row])))];

    private void Write(Utf8JsonWriter json, int row, IEnumerable<Column<T>> written)
    {
        foreach (var column in written)
        {
            json.WritePropertyName(column.Name);
            column.WriteJson(json, rows[row]);
        }
    }
}
