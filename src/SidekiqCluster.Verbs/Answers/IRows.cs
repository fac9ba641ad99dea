using System.Text.Json;

namespace SidekiqCluster.Verbs.Answers;

/// <summary>The rows of an answer with their columns, whatever they are rows of.</summary>
internal interface IRows
{
    /// <summary>The JSON keys, in order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The number of rows.</summary>
    int Count { get; }

    /// <summary>Writes the row's JSON values as properties, without the braces around them.</summary>
    void WriteProperties(Utf8JsonWriter json, int row);

    /// <summary>Writes those of the row's properties that stay as they are while nothing happens.</summary>
    void WriteLasting(Utf8JsonWriter json, int row);

    /// <summary>Writes the row's JSON value of one column.</summary>
    void WriteValue(Utf8JsonWriter json, int row, int column);

    /// <summary>Headers and cells of a list.</summary>
    TableContent ToList(bool severalShards);

    /// <summary>All of one row: names and cells.</summary>
    IReadOnlyList<(string Name, Cell Cell)> ToDetails(int row);
}
