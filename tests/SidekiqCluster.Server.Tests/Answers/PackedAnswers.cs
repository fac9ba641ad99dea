using System.Globalization;
using System.Text.Json.Nodes;
using MessagePack;

namespace SidekiqCluster.Server.Answers;

/// <summary>MessagePack as JSON, so that it can be compared.</summary>
internal static class PackedAnswers
{
    /// <summary>The values that follow one another.</summary>
    public static IReadOnlyList<JsonNode?> Unpack(byte[] packed)
    {
        var values = new List<JsonNode?>();
        var reader = new MessagePackReader(packed);
        while (!reader.End)
        {
            values.Add(Read(ref reader));
        }

        return values;
    }

    private static JsonNode? Read(ref MessagePackReader reader) => reader.NextMessagePackType switch
    {
        MessagePackType.Map => ReadMap(ref reader),
        MessagePackType.Array => ReadArray(ref reader),
        MessagePackType.String => JsonValue.Create(reader.ReadString()),
        MessagePackType.Boolean => JsonValue.Create(reader.ReadBoolean()),
        MessagePackType.Float => Number(reader.ReadDouble()),
        MessagePackType.Integer when reader.NextCode == MessagePackCode.UInt64 => Number(reader.ReadUInt64()),
        MessagePackType.Integer => Number(reader.ReadInt64()),
        _ => reader.TryReadNil() ? null : throw new InvalidDataException($"There is a {reader.NextMessagePackType}."),
    };

    private static JsonObject ReadMap(ref MessagePackReader reader)
    {
        var map = new JsonObject();
        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            map.Add(reader.ReadString()!, Read(ref reader));
        }

        return map;
    }

    private static JsonArray ReadArray(ref MessagePackReader reader)
    {
        var array = new JsonArray();
        for (var left = reader.ReadArrayHeader(); left > 0; left--)
        {
            array.Add(Read(ref reader));
        }

        return array;
    }

    private static JsonNode Number(IFormattable number) => JsonNode.Parse(number.ToString(null, CultureInfo.InvariantCulture))!;
}
