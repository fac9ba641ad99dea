namespace SidekiqCluster.Payloads;

/// <summary>One node of a YAML document, its tag kept as text. An alias is the very node that it names.</summary>
internal sealed class YamlNode(YamlNodeKind kind, string tag)
{
    public YamlNodeKind Kind { get; } = kind;

    /// <summary>The tag as written; empty when there is none.</summary>
    public string Tag { get; } = tag;

    /// <summary>The text of a scalar.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>Whether a scalar is written without quotes, so that its text tells its type.</summary>
    public bool IsPlain { get; init; }

    /// <summary>The elements of a sequence; of a mapping keys and values in turn.</summary>
    public List<YamlNode> Children { get; } = [];

    /// <summary>The value of a mapping's key; null when this is no mapping or has no such key.</summary>
    public YamlNode? Find(string key)
    {
        for (var i = 0; Kind == YamlNodeKind.Mapping && i < Children.Count; i += 2)
        {
            if (Children[i].Kind == YamlNodeKind.Scalar && Children[i].Text == key)
            {
                return Children[i + 1];
            }
        }

        return null;
    }
}
