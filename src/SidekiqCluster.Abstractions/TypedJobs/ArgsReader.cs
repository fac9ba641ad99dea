using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using SidekiqCluster.Payloads;

namespace SidekiqCluster;

/// <summary>
/// What generated readers are made of. Each method reads the value the reader stands at and answers whether it is of that
/// type; none throws for a value.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class ArgsReader
{
    /// <summary>Enters the array of arguments.</summary>
    /// <param name="reader">A reader before or at the start of the array.</param>
    /// <param name="depth">Where the array's end will be recognised.</param>
    public static bool TryStart(ref Utf8JsonReader reader, out int depth)
    {
        if (reader.TokenType == JsonTokenType.None)
        {
            reader.Read();
        }

        depth = reader.CurrentDepth;
        return reader.TokenType == JsonTokenType.StartArray;
    }

    /// <summary>Moves to the next element of the array at this depth; false at its end, however often asked.</summary>
    public static bool MoveNext(ref Utf8JsonReader reader, int depth) =>
        !IsEnd(in reader, depth) && reader.Read() && !IsEnd(in reader, depth);

    /// <summary>Moves to the next element, unless that is the hash of the keywords of an Active Job.</summary>
    public static bool MoveNextUnlessKeywords(ref Utf8JsonReader reader, int depth)
    {
        var ahead = reader;
        if (!MoveNext(ref ahead, depth) || !IsKeywords(ahead))
        {
            reader = ahead;
            return !IsEnd(in reader, depth);
        }

        return false;
    }

    /// <summary>Moves to the end of the array and answers how many elements were left.</summary>
    public static int Finish(ref Utf8JsonReader reader, int depth)
    {
        var left = 0;
        while (MoveNext(ref reader, depth))
        {
            reader.Skip();
            left++;
        }

        return left;
    }

    /// <summary>Enters a hash.</summary>
    public static bool TryStartHash(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.StartObject;

    /// <summary>Moves to the next key of a hash whose last value was read; false at the hash's end.</summary>
    public static bool MoveNextKey(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Skips the value of the key that the reader stands at.</summary>
    public static bool SkipValue(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return true;
    }

    /// <summary>Reads any value, null too.</summary>
    public static bool TryReadAny(ref Utf8JsonReader reader, out JsonElement value)
    {
        value = JsonElement.ParseValue(ref reader);
        return true;
    }

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    public static bool TryReadBoolean(ref Utf8JsonReader reader, out bool value)
    {
        value = reader.TokenType == JsonTokenType.True;
        return value || reader.TokenType == JsonTokenType.False;
    }

    /// <summary>Reads a string; what is no text in it becomes U+FFFD.</summary>
    public static bool TryReadString(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out string value)
    {
        value = reader.TokenType == JsonTokenType.String ? Text(in reader) : null;
        return value is not null;
    }

    /// <summary>The key that the reader stands at.</summary>
    public static string ReadKey(ref Utf8JsonReader reader) => Text(in reader);

    /// <summary>Whether a hash carries Active Job's mark of keywords. Scans the hash.</summary>
    private static bool IsKeywords(Utf8JsonReader hash)
    {
        if (hash.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (MoveNextKey(ref hash))
        {
            if (hash.ValueTextEquals("_aj_ruby2_keywords"u8))
            {
                return true;
            }

            hash.Skip();
        }

        return false;
    }

    private static string Text(in Utf8JsonReader reader)
    {
        var content = reader.HasValueSequence ? ToArray(in reader) : reader.ValueSpan;
        return reader.ValueIsEscaped ? JsonText.DecodeContent(content) : Encoding.UTF8.GetString(content);
    }

    private static byte[] ToArray(in Utf8JsonReader reader) =>
        System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence);

    private static bool IsEnd(in Utf8JsonReader reader, int depth) =>
        reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == depth;
}
