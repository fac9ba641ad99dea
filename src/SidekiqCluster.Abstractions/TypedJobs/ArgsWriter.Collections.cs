using System.Text.Json;

namespace SidekiqCluster;

public static partial class ArgsWriter
{
    /// <summary>Writes a value that may be null.</summary>
    public static void WriteNullable<T>(Utf8JsonWriter writer, T? value, JsonWrite<T> write)
        where T : struct
    {
        if (value is { } present)
        {
            write(writer, present);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Writes an array, or null.</summary>
    public static void WriteList<T>(Utf8JsonWriter writer, IEnumerable<T>? values, JsonWrite<T> write)
    {
        if (values is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartArray();
        WriteRest(writer, values, write);
        writer.WriteEndArray();
    }

    /// <summary>Writes the values of a rest parameter, each as an argument of its own.</summary>
    public static void WriteRest<T>(Utf8JsonWriter writer, IEnumerable<T> values, JsonWrite<T> write)
    {
        foreach (var value in values)
        {
            write(writer, value);
        }
    }

    /// <summary>Writes a hash, or null.</summary>
    public static void WriteMap<T>(
        Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, T>>? values, JsonWrite<T> write)
    {
        if (values is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        foreach (var (key, value) in values)
        {
            writer.WritePropertyName(key);
            write(writer, value);
        }

        writer.WriteEndObject();
    }
}
