using System.Diagnostics.CodeAnalysis;

namespace SidekiqCluster.Verbs.Answers;

/// <summary>What JSON value stands in some place of an answer.</summary>
/// <param name="Type">Its type, as JSON Schema calls it; null for any.</param>
internal sealed record JsonShape(string? Type)
{
    /// <summary>Any value.</summary>
    public static JsonShape Any { get; } = new((string?)null);

    public static JsonShape Text { get; } = new("string");

    public static JsonShape Whole { get; } = new("integer");

    public static JsonShape Number { get; } = new("number");

    public static JsonShape Flag { get; } = new("boolean");

    /// <summary>ISO 8601, UTC.</summary>
    public static JsonShape Time { get; } = Text with { Format = "date-time" };

    /// <summary>What it is called where it is told of once for several places; null where it is told of in place.</summary>
    public string? Name { get; init; }

    /// <summary>Which of the texts.</summary>
    public string? Format { get; init; }

    /// <summary>Whether null can stand there instead.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether an object may lack the property.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Of an array: its items.</summary>
    public JsonShape? Item { get; init; }

    /// <summary>Of an object with any keys: its values.</summary>
    public JsonShape? Value { get; init; }

    /// <summary>Of an object: its properties.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonShape>> Properties { get; init; } = [];

    /// <summary>Of an object with properties: whether it may have others.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The same, or null.</summary>
    public JsonShape OrNull => this with { IsNullable = true };

    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "JSON's own word.")]
    public static JsonShape Object(params IEnumerable<(string Name, JsonShape Shape)> properties) =>
        new("object") { Properties = [.. properties.Select(static property => KeyValuePair.Create(property.Name, property.Shape))] };

    public static JsonShape ListOf(JsonShape item) => new("array") { Item = item };

    public static JsonShape MapOf(JsonShape value) => new("object") { Value = value };

    /// <summary>A row as an object.</summary>
    public static JsonShape Row<T>(string name, IEnumerable<Column<T>> columns) =>
        Object(columns.Select(static column => (column.Name, column.Shape))) with { Name = name };
}
