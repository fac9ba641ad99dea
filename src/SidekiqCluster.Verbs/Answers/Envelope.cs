using System.Text.Json;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Verbs.Answers;

/// <summary>Parts that several JSON envelopes share.</summary>
internal static class Envelope
{
    /// <summary>A property whose value is one row as an object, or null.</summary>
    public static void WriteRow<T>(this Utf8JsonWriter json, string name, IReadOnlyList<Column<T>> columns, T? row)
        where T : class
    {
        json.WritePropertyName(name);
        if (row is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        new Rows<T>(columns, [row]).WriteProperties(json, 0);
        json.WriteEndObject();
    }

    /// <summary>A property whose value is an array of rows.</summary>
    public static void WriteRows<T>(this Utf8JsonWriter json, string name, IReadOnlyList<Column<T>> columns, IReadOnlyList<T> rows)
    {
        json.WriteStartArray(name);
        json.WriteObjects(columns, rows);
        json.WriteEndArray();
    }

    /// <summary>Rows as objects, one after the other.</summary>
    public static void WriteObjects<T>(this Utf8JsonWriter json, IReadOnlyList<Column<T>> columns, IReadOnlyList<T> rows) =>
        json.WriteObjects(new Rows<T>(columns, rows));

    /// <inheritdoc cref="WriteObjects{T}(Utf8JsonWriter, IReadOnlyList{Column{T}}, IReadOnlyList{T})"/>
    public static void WriteObjects(this Utf8JsonWriter json, IRows rows)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            json.WriteStartObject();
            rows.WriteProperties(json, row);
            json.WriteEndObject();
        }
    }

    /// <summary>The property <c>by_shard</c>: each shard's part of a sum, null where it did not answer.</summary>
    public static void WriteByShard<T>(
        this Utf8JsonWriter json, ShardAnswers<T> answers, Action<Utf8JsonWriter, ShardAnswer<T>> writePart)
    {
        json.WriteStartObject("by_shard");
        foreach (var answer in answers.All)
        {
            json.WritePropertyName(answer.Shard);
            if (answer.IsOk)
            {
                writePart(json, answer);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndObject();
    }
}
