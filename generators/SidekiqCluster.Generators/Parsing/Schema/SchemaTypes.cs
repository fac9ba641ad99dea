using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing.Schema;

/// <summary>Reads what a schema file says of a value: its type, or the types that were seen with counts.</summary>
internal static class SchemaTypes
{
    /// <summary>Reads a value's description.</summary>
    /// <param name="value">An object with <c>type</c>, or with <c>seen</c>, and with <c>element</c> or <c>keys</c>.</param>
    /// <param name="tell">Told of a type that is none.</param>
    public static WorkerType Read(JsonNode value, Action<JsonNode, string> tell)
    {
        var type = value["seen"] is { Kind: JsonNodeKind.Object } seen
            ? ReadSeen(seen, value, tell)
            : value["type"] is { } name ? ReadNamed(name, value, tell) : WorkerType.Unknown;
        return value["nullable"] is { IsTrue: true } ? type.OrNil() : type;
    }

    private static WorkerType ReadSeen(JsonNode seen, JsonNode value, Action<JsonNode, string> tell)
    {
        var parts = seen.Members
            .Where(static member => member.Value.Text != "0")
            .Select(member => ReadNamed(new JsonNode(JsonNodeKind.String, member.Key, member.Value.Span), value, tell))
            .ToList();

        // A number that happened to be whole was counted as an integer.
        if (parts.Any(static part => part.Kind == WorkerTypeKind.Float))
        {
            parts.RemoveAll(static part => part.Kind == WorkerTypeKind.Integer);
        }

        return WorkerTypes.Union(parts);
    }

    private static WorkerType ReadNamed(JsonNode name, JsonNode value, Action<JsonNode, string> tell)
    {
        switch (name.Text)
        {
            case "any":
                return WorkerType.Unknown;
            case "null":
                return new WorkerType(WorkerTypeKind.Nil);
            case "array":
                return new WorkerType(WorkerTypeKind.Array) { Element = ReadElement(value, tell) };
            case "hash" when value["keys"] is { Kind: JsonNodeKind.Object, Members.Count: > 0 } keys:
                return new WorkerType(WorkerTypeKind.Shape)
                {
                    Keys = new EquatableArray<WorkerKey>(keys.Members.Select(key =>
                        new WorkerKey(key.Key, Read(key.Value, tell), key.Value["optional"] is { IsTrue: true }))),
                };
            case "hash":
                return new WorkerType(WorkerTypeKind.Hash) { Element = ReadElement(value, tell) };
            case "boolean" or "integer" or "float" or "decimal" or "string" or "date" or "time":
                return new WorkerType((WorkerTypeKind)Enum.Parse(typeof(WorkerTypeKind), name.Text, ignoreCase: true));
            default:
                tell(name, "a type is any, null, boolean, integer, float, decimal, string, date, time, array or hash");
                return WorkerType.Unknown;
        }
    }

    private static WorkerType ReadElement(JsonNode value, Action<JsonNode, string> tell) =>
        value["element"] is { } element ? Read(element, tell) : WorkerType.Unknown;
}
