using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

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

    private readonly Utf8JsonWriter _writer;
    private int _budget = MaxCost;

    private YamlJson(Utf8JsonWriter writer) => _writer = writer;

    /// <summary>Writes the argument list and, where they are apart, the keywords; false when that is too much to show.</summary>
    public static bool TryWrite(ReadOnlySpan<YamlNode> rest, [NotNullWhen(true)] out byte[]? arguments)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, JsonValues.Plain);
        var isWritten = new YamlJson(writer).TryWriteArguments(rest);
        writer.Flush();
        arguments = isWritten ? buffer.WrittenSpan.ToArray() : null;
        return isWritten;
    }

    private bool TryWriteArguments(ReadOnlySpan<YamlNode> rest)
    {
        if (rest is [{ Kind: YamlNodeKind.Sequence }, ..] && (rest.Length == 1 || IsBlank(rest[1])))
        {
            return TryWrite(rest[0], depth: 0);
        }

        _writer.WriteStartArray();
        foreach (var node in rest)
        {
            if (!TryWrite(node, depth: 1))
            {
                return false;
            }
        }

        _writer.WriteEndArray();
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
                YamlScalar.Write(_writer, node);
                return true;
            case YamlNodeKind.Sequence:
                return TryWriteSequence(node, depth);
            default:
                return TryWriteMapping(node, depth);
        }
    }

    private bool TryWriteSequence(YamlNode node, int depth)
    {
        _writer.WriteStartArray();
        foreach (var child in node.Children)
        {
            if (!TryWrite(child, depth + 1))
            {
                return false;
            }
        }

        _writer.WriteEndArray();
        return true;
    }

    private bool TryWriteMapping(YamlNode node, int depth)
    {
        if (node.Tag == "!ruby/range" && node.Find("begin") is { } begin && node.Find("end") is { } end)
        {
            return TryWriteRange(begin, end, isExclusive: node.Find("excl") is { Text: "true" });
        }

        _writer.WriteStartObject();
        if (YamlObject.TypeOf(node) is { } type)
        {
            JsonText.WriteName(_writer, "class");
            JsonText.Write(_writer, type);
        }

        var isWritten = YamlObject.IsRecord(node) ? TryWriteId(node, depth) : TryWriteMembers(node, depth);
        _writer.WriteEndObject();
        return isWritten;
    }

    private bool TryWriteId(YamlNode node, int depth)
    {
        var attributes = node.Find("concise_attributes") ?? node.Find("raw_attributes") ?? node.Find("attributes");
        _budget -= attributes!.Children.Count;
        JsonText.WriteName(_writer, "id");
        if (YamlObject.RecordIdOf(node) is { } id)
        {
            return TryWrite(id, depth + 1);
        }

        _writer.WriteNullValue();
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
            JsonText.WriteName(_writer, YamlScalar.TextOf(key));
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
        JsonText.Write(_writer, $"{YamlScalar.TextOf(begin)}{(isExclusive ? "..." : "..")}{YamlScalar.TextOf(end)}");
        return _budget >= 0;
    }
}
