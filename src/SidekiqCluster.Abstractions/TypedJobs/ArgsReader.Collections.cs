using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SidekiqCluster;

public static partial class ArgsReader
{
    /// <summary>Reads null, or a value of a value type.</summary>
    public static bool TryReadNullable<T>(ref Utf8JsonReader reader, JsonRead<T> read, out T? value)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(read);
        value = null;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        var isRead = read(ref reader, out var present);
        value = present;
        return isRead;
    }

    /// <summary>Reads null, or a value of a reference type.</summary>
    public static bool TryReadOrNull<T>(ref Utf8JsonReader reader, JsonRead<T> read, out T? value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        value = null;
        return reader.TokenType == JsonTokenType.Null || read(ref reader, out value);
    }

    /// <summary>Reads an array.</summary>
    public static bool TryReadList<T>(
        ref Utf8JsonReader reader, JsonRead<T> read, [MaybeNullWhen(false)] out List<T> values)
    {
        values = null;
        return TryStart(ref reader, out var depth) && TryReadRest(ref reader, depth, read, out values);
    }

    /// <summary>Reads an array into an array.</summary>
    public static bool TryReadArray<T>(
        ref Utf8JsonReader reader, JsonRead<T> read, [MaybeNullWhen(false)] out T[] values)
    {
        var isRead = TryReadList(ref reader, read, out var list);
        values = list?.ToArray();
        return isRead;
    }

    /// <summary>Reads the elements that are left of an array.</summary>
    public static bool TryReadRest<T>(
        ref Utf8JsonReader reader, int depth, JsonRead<T> read, [MaybeNullWhen(false)] out List<T> values)
    {
        ArgumentNullException.ThrowIfNull(read);
        values = null;
        List<T> elements = [];
        while (MoveNext(ref reader, depth))
        {
            if (!read(ref reader, out var element))
            {
                return false;
            }

            elements.Add(element);
        }

        values = elements;
        return true;
    }

    /// <summary>Reads a hash of any keys. Of a key that comes twice the last value counts.</summary>
    public static bool TryReadMap<T>(
        ref Utf8JsonReader reader, JsonRead<T> read, [MaybeNullWhen(false)] out Dictionary<string, T> values)
    {
        ArgumentNullException.ThrowIfNull(read);
        values = null;
        if (!TryStartHash(ref reader))
        {
            return false;
        }

        Dictionary<string, T> entries = new(StringComparer.Ordinal);
        while (MoveNextKey(ref reader))
        {
            var key = ReadKey(ref reader);
            if (!reader.Read() || !read(ref reader, out var value))
            {
                return false;
            }

            entries[key] = value;
        }

        values = entries;
        return true;
    }
}
