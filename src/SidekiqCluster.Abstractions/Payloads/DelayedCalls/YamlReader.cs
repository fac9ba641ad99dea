using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Reads the first document of a YAML text from the parser's events. No type is ever instantiated: tags stay text. What
/// is too long, too deep or too rich is not read at all, so that no payload can make it costly.
/// </summary>
internal static class YamlReader
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaxLength = 1 << 18;

    /// <summary>The deepest nesting that is read.</summary>
    public const int MaxDepth = 100;

    /// <summary>The root of the document; null when the text is no YAML or beyond the limits.</summary>
    public static YamlNode? Read(string yaml)
    {
        if (yaml.Length > MaxLength)
        {
            return null;
        }

        try
        {
            return Read(new Parser(new StringReader(yaml)));
        }
        catch (Exception error) when (error is YamlException or InvalidOperationException or ArgumentException)
        {
            // The scanner stumbles over some bad YAML before it finds the words for it.
            return null;
        }
    }

    private static YamlNode? Read(Parser parser)
    {
        var anchors = new Dictionary<AnchorName, YamlNode>();
        var open = new Stack<YamlNode>();
        while (parser.MoveNext())
        {
            if (parser.Current is SequenceEnd or MappingEnd)
            {
                // The parser lets some bad mappings end after a key.
                var closed = open.Pop();
                var isWhole = closed.Kind == YamlNodeKind.Sequence || int.IsEvenInteger(closed.Children.Count);
                if (open.Count == 0 || !isWhole)
                {
                    return isWhole ? closed : null;
                }

                continue;
            }

            if (parser.Current is not (NodeEvent or AnchorAlias))
            {
                continue;
            }

            if (!TryMake(parser.Current, anchors, out var made) || open.Count == MaxDepth)
            {
                return null;
            }

            if (open.TryPeek(out var parent))
            {
                parent.Children.Add(made);
            }

            if (parser.Current is SequenceStart or MappingStart)
            {
                open.Push(made);
            }
            else if (open.Count == 0)
            {
                return made;
            }
        }

        return null;
    }

    private static bool TryMake(
        ParsingEvent current, Dictionary<AnchorName, YamlNode> anchors, [NotNullWhen(true)] out YamlNode? made)
    {
        if (current is AnchorAlias alias)
        {
            return anchors.TryGetValue(alias.Value, out made);
        }

        var node = (NodeEvent)current;
        var tag = node.Tag.IsEmpty ? string.Empty : node.Tag.Value;
        made = node switch
        {
            Scalar scalar => new YamlNode(YamlNodeKind.Scalar, tag)
            {
                Text = scalar.Value,
                IsPlain = scalar.Style == ScalarStyle.Plain,
            },
            SequenceStart => new YamlNode(YamlNodeKind.Sequence, tag),
            _ => new YamlNode(YamlNodeKind.Mapping, tag),
        };
        if (!node.Anchor.IsEmpty)
        {
            anchors[node.Anchor] = made;
        }

        return true;
    }
}
