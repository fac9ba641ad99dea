using System.Buffers;
using System.Text.Json;
using MessagePack;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.Server.Answers;

/// <summary>
/// Turns JSON into MessagePack: the same maps, arrays and values under the same names. Whole numbers of 64 bits stay exact, all other
/// numbers become float64; half surrogate pairs, which UTF-8 cannot spell, become U+FFFD.
/// </summary>
internal static class PackedJson
{
    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <summary>Writes one value.</summary>
    public static void Write(ReadOnlySpan<byte> json, IBufferWriter<byte> output)
    {
        var text = JsonText.Sanitize(json);
        var sizes = Measure(text);
        var next = 0;
        var packed = new MessagePackWriter(output);
        var reader = new Utf8JsonReader(text, AnyDepth);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    packed.WriteMapHeader(sizes[next++]);
                    break;
                case JsonTokenType.StartArray:
                    packed.WriteArrayHeader(sizes[next++]);
                    break;
                case JsonTokenType.PropertyName or JsonTokenType.String:
                    WriteText(ref packed, reader);
                    break;
                case JsonTokenType.Number:
                    WriteNumber(ref packed, reader);
                    break;
                case JsonTokenType.True or JsonTokenType.False:
                    packed.Write(reader.TokenType == JsonTokenType.True);
                    break;
                case JsonTokenType.Null:
                    packed.WriteNil();
                    break;
            }
        }

        packed.Flush();
    }

    /// <summary>The sizes of all maps and arrays in the order in which they begin: MessagePack tells them first.</summary>
    private static List<int> Measure(ReadOnlySpan<byte> json)
    {
        var sizes = new List<int>();
        var open = new Stack<int>();
        var reader = new Utf8JsonReader(json, AnyDepth);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }

            if (reader.TokenType != JsonTokenType.PropertyName && open.TryPeek(out var around))
            {
                sizes[around]++;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                open.Push(sizes.Count);
                sizes.Add(0);
            }
        }

        return sizes;
    }

    private static void WriteText(ref MessagePackWriter packed, in Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            packed.WriteString(reader.ValueSpan);
            return;
        }

        var text = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        packed.WriteString(text.AsSpan(0, reader.CopyString(text)));
        ArrayPool<byte>.Shared.Return(text);
    }

    private static void WriteNumber(ref MessagePackWriter packed, in Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var whole))
        {
            packed.Write(whole);
        }
        else if (reader.TryGetUInt64(out var large))
        {
            packed.Write(large);
        }
        else
        {
            packed.Write(reader.GetDouble());
        }
    }
}
