using System.Text.Json;

namespace SidekiqCluster.Verbs.Answers;

/// <summary>
/// One fact of a row, described once for every format: its name, its JSON value, and what a table shows of it.
/// </summary>
/// <param name="Name">The JSON key, which is the CSV header too; also the table's, in capitals.</param>
/// <param name="WriteJson">Writes exactly one JSON value; null where unknown.</param>
internal sealed record Column<T>(string Name, Action<Utf8JsonWriter, T> WriteJson)
{
    /// <summary>What it writes.</summary>
    public required JsonShape Shape { get; init; }

    /// <summary>Whether it is just the time since another column's moment, and so passes by itself.</summary>
    public bool IsAge { get; init; }

    /// <summary>What the details of one row show.</summary>
    public required Func<T, Cell> Cell { get; init; }

    /// <summary>What a list shows, where that is less than the details.</summary>
    public Func<T, Cell>? ListCell { get; init; }

    /// <summary>Whether a list has the column; details have all.</summary>
    public bool IsInList { get; init; } = true;

    /// <summary>Whether a list has the column only when several shards were asked.</summary>
    public bool IsOnlyForSeveralShards { get; init; }

    /// <summary>Whether values are flush right, as numbers are.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Whether a narrow terminal cuts it before the others: words, rather than numbers, times and addresses.</summary>
    public bool IsCutFirst { get; init; }

    /// <summary>The table's header.</summary>
    public string Header { get; init; } = Name.ToUpperInvariant().Replace('_', ' ');

    /// <summary>The same column, of values that people copy: cut only when nothing else is left to cut.</summary>
    public Column<T> AsAddress() => this with { IsCutFirst = false };

    /// <summary>The same column, left out of lists.</summary>
    public Column<T> OnlyInDetails() => this with { IsInList = false };
}
