namespace SidekiqCluster.Payloads;

/// <summary>Ruby objects in YAML: mappings whose tag names a class.</summary>
internal static class YamlObject
{
    private static readonly string[] Prefixes = ["!ruby/object:", "!ruby/struct:", "!ruby/exception:"];

    /// <summary>The class of the object; null when the node is none.</summary>
    public static string? TypeOf(YamlNode node) =>
        Array.Find(Prefixes, prefix => node.Tag.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix
            ? node.Tag[prefix.Length..]
            : null;

    /// <summary>
    /// The id of an Active Record, saved or not, from whichever attributes it carries: concise ones (Rails ≥5.2), raw ones
    /// (4.2 to 5.1) or plain ones (4.1). Null when the node is no record.
    /// </summary>
    public static YamlNode? RecordIdOf(YamlNode node)
    {
        if (TypeOf(node) is null)
        {
            return null;
        }

        var id = node.Find("concise_attributes") is { Kind: YamlNodeKind.Sequence } concise
            ? concise.Children.Find(IsId)?.Find("value_before_type_cast")
            : (node.Find("raw_attributes") ?? node.Find("attributes"))?.Find("id");
        return id is { Kind: YamlNodeKind.Scalar } ? id : null;
    }

    /// <summary>Whether the node is an Active Record, whose other attributes are no matter of the call.</summary>
    public static bool IsRecord(YamlNode node) =>
        TypeOf(node) is not null
        && (node.Find("concise_attributes") ?? node.Find("raw_attributes") ?? node.Find("attributes")?.Find("id")) is not null;

    private static bool IsId(YamlNode attribute) => attribute.Find("name") is { Text: "id" };
}
