using System.Text.Json;

namespace SidekiqCluster.Verbs.Answers;

/// <summary>The kinds of columns.</summary>
internal static class Columns
{
    /// <summary>The shard that a row came from.</summary>
    public static Column<T> Shard<T>(Func<T, string> value) =>
        Text("shard", value).AsAddress() with { Shape = JsonShape.Text, IsOnlyForSeveralShards = true };

    public static Column<T> Text<T>(string name, Func<T, string?> value) =>
        new(name, (json, row) => json.WriteText(value(row)))
        {
            Shape = JsonShape.Text.OrNull,
            Cell = row => Cell.Of(value(row)),
            IsCutFirst = true,
        };

    public static Column<T> Count<T>(string name, Func<T, long?> value) =>
        new(name, (json, row) => json.WriteCount(value(row)))
        {
            Shape = JsonShape.Whole.OrNull,
            Cell = row => Cell.Of(value(row) is { } known ? Human.Count(known) : null),
            IsNumber = true,
        };

    public static Column<T> Bytes<T>(string name, Func<T, long?> value) =>
        Count(name, value) with
        {
            Cell = row => Cell.Of(value(row) is { } known ? Human.Bytes(known) : null),
        };

    public static Column<T> Time<T>(string name, Func<T, DateTimeOffset?> value) =>
        new(name, (json, row) => json.WriteTime(value(row)))
        {
            Shape = JsonShape.Time.OrNull,
            Cell = row => Cell.Of(value(row) is { } known ? Human.Time(known) : null),
        };

    public static Column<T> Duration<T>(string name, Func<T, TimeSpan?> value) =>
        new(name, (json, row) => json.WriteSeconds(value(row)))
        {
            Shape = JsonShape.Number.OrNull,
            Cell = row => Cell.Of(value(row) is { } known ? Human.Duration(known) : null),
            IsNumber = true,
        };

    /// <summary>True or false; a table names the column where it is true, and is empty where it is false.</summary>
    public static Column<T> Flag<T>(string name, Func<T, bool> value) =>
        new(name, (json, row) => json.WriteBooleanValue(value(row)))
        {
            Shape = JsonShape.Flag,
            Cell = row => value(row) ? new Cell("yes", Answers.Cell.Warning) : new Cell("no", Answers.Cell.Dim),
        };

    public static Column<T> Texts<T>(string name, Func<T, IEnumerable<string>?> value) =>
        new(name, (json, row) => json.WriteTexts(value(row)))
        {
            Shape = JsonShape.ListOf(JsonShape.Text).OrNull,
            Cell = row => Cell.Of(value(row) is { } known && string.Join(", ", known) is { Length: > 0 } text ? text : null),
            IsCutFirst = true,
        };

    /// <summary>Texts by name.</summary>
    public static Column<T> Map<T>(string name, Func<T, IReadOnlyDictionary<string, string>> value) =>
        new(name, (json, row) => WriteMap(json, value(row)))
        {
            Shape = JsonShape.MapOf(JsonShape.Text),
            Cell = row => Cell.Of(value(row) is { Count: > 0 } known ? string.Join(", ", known.Select(static each => $"{each.Key}={each.Value}")) : null),
        };

    public static Column<T> Element<T>(string name, Func<T, JsonElement?> value) =>
        new(name, (json, row) => json.WriteElement(value(row)))
        {
            Shape = JsonShape.Any,
            Cell = row => Cell.Of(value(row)?.GetRawText()),
            IsCutFirst = true,
        };

    private static void WriteMap(Utf8JsonWriter json, IReadOnlyDictionary<string, string> map)
    {
        json.WriteStartObject();
        foreach (var (key, value) in map)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}
