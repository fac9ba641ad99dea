using System.Diagnostics.CodeAnalysis;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Writes the arguments of a delayed call as a JSON array. Objects become maps of their class and members, Active
/// Records of class and id alone, ranges their text. Every node written, looked at or named by an alias draws on one
/// budget, so that a few lines of aliases cannot grow into gigabytes.
/// </summary>
internal sealed class YamlJson
{
    /// <summary>How much is written at most, in characters and nodes together.</summary>
    public const int MaxCost = 1 << 20;

    private readonly JsonOutput _output = new();
    private int _budget = MaxCost;

    /// <summary>Writes the argument list and, where they are apart, the keywords; false when that is too much to show.</summary>
    public static bool TryWrite(ReadOnlySpan<YamlNode> rest, [NotNullWhen(true)] out byte[]? arguments)
    {
        var json = new YamlJson();
        arguments = json.TryWriteArguments(rest) ? json._output.Written.ToArray() : null;
        return arguments is not null;
    }

    private bool TryWriteArguments(ReadOnlySpan<YamlNode> rest)
    {
        if (rest is [{ Kind: YamlNodeKind.Sequence }, ..] && (rest.Length == 1 || IsBlank(rest[1])))
        {
            return TryWrite(rest[0], depth: 0);
        }

        _output.Open('[');
        foreach (var node in rest)
        {
            if (!TryWrite(node, depth: 1))
            {
                return false;
            }
        }

        _output.Close(']');
        return true;
    }

    private static bool IsBlank(YamlNode keywords) =>
        keywords is { Kind: YamlNodeKind.Mapping, Children: [] } or { Kind: YamlNodeKind.Scalar, IsPlain: true, Text: "" };

    private bool TryWrite(YamlNode node, int depth)
    {
        _budget -= 1 + node.Text.Length + node.Children.Count;
        if (_budget < 0 || depth > YamlReader.MaxDepth)
        {
            return false;
        }

        switch (node.Kind)
        {
            case YamlNodeKind.Scalar:
                YamlScalar.Write(_output, node);
                return true;
            case YamlNodeKind.Sequence:
                return TryWriteSequence(node, depth);
            default:
                return TryWriteMapping(node, depth);
        }
    }

    private bool TryWriteSequence(YamlNode node, int depth)
    {
        _output.Open('[');
        foreach (var child in node.Children)
        {
            if (!TryWrite(child, depth + 1))
            {
                return false;
            }
        }

        _output.Close(']');
        return true;
    }

    private bool TryWriteMapping(YamlNode node, int depth)
    {
        if (node.Tag == "!ruby/range" && node.Find("begin") is { } begin && node.Find("end") is { } end)
        {
            return TryWriteRange(begin, end, isExclusive: node.Find("excl") is { Text: "true" });
        }

        _output.Open('{');
        if (YamlObject.TypeOf(node) is { } type)
        {
            _output.Name("class");
            _output.Text(type);
        }

        var isWritten = YamlObject.IsRecord(node) ? TryWriteId(node, depth) : TryWriteMembers(node, depth);
        _output.Close('}');
        return isWritten;
    }

    private bool TryWriteId(YamlNode node, int depth)
    {
        var attributes = node.Find("concise_attributes") ?? node.Find("raw_attributes") ?? node.Find("attributes");
        _budget -= attributes!.Children.Count;
        _output.Name("id");
        if (YamlObject.RecordIdOf(node) is { } id)
        {
            return TryWrite(id, depth + 1);
        }

        _output.Value("null"u8);
        return true;
    }

    private bool TryWriteMembers(YamlNode node, int depth)
    {
        for (var i = 0; i < node.Children.Count; i += 2)
        {
            // Ruby's hashes may have arrays for keys; JSON has no way to say so.
            if (node.Children[i] is not { Kind: YamlNodeKind.Scalar } key)
            {
                return false;
            }

            _budget -= key.Text.Length;
            _output.Name(YamlScalar.TextOf(key));
            if (!TryWrite(node.Children[i + 1], depth + 1))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryWriteRange(YamlNode begin, YamlNode end, bool isExclusive)
    {
        _budget -= begin.Text.Length + end.Text.Length;
        _output.Text($"{YamlScalar.TextOf(begin)}{(isExclusive ? "..." : "..")}{YamlScalar.TextOf(end)}");
        return _budget >= 0;
    }
}
