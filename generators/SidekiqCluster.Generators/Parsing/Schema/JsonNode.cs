using Microsoft.CodeAnalysis.Text;

namespace SidekiqCluster.Generators.Parsing.Schema;

/// <summary>A JSON value and where it stands.</summary>
/// <param name="Text">The text of a string; the spelling of a number or word.</param>
internal sealed record JsonNode(JsonNodeKind Kind, string Text, TextSpan Span)
{
    /// <summary>The members of an object in their order.</summary>
    public List<KeyValuePair<string, JsonNode>> Members { get; } = [];

    public List<JsonNode> Elements { get; } = [];

    public JsonNode? this[string name] => Members.LastOrDefault(member => member.Key == name).Value;

    public bool IsTrue => Kind == JsonNodeKind.Boolean && Text == "true";
}
