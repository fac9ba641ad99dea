using System.Runtime.InteropServices;

namespace SidekiqCluster.Payloads;

/// <summary>
/// A decoded call of Delayed Extensions, <c>[target, :method, arguments]</c>; some write keyword arguments as a fourth
/// element. Texts are contents of JSON strings.
/// </summary>
internal sealed class DelayedCall
{
    private DelayedCall(string target, string receiver, string method, byte[] arguments)
    {
        Target = JsonText.EncodeContent(target);
        Receiver = JsonText.EncodeContent(receiver);
        Method = JsonText.EncodeContent(method);
        Arguments = arguments;
    }

    /// <summary>The class that the call goes to; of a record its class.</summary>
    public byte[] Target { get; }

    /// <summary>What the call goes to: the class, and of a record its id too: <c>User#1</c>.</summary>
    public byte[] Receiver { get; }

    /// <summary>The method, without colon.</summary>
    public byte[] Method { get; }

    /// <summary>The arguments as a JSON array.</summary>
    public byte[] Arguments { get; }

    /// <summary>Reads a parsed YAML document; null when it is no call or too much to show.</summary>
    public static DelayedCall? From(YamlNode root)
    {
        if (root is not { Kind: YamlNodeKind.Sequence, Children: [var target, { Kind: YamlNodeKind.Scalar } method, ..] })
        {
            return null;
        }

        var type = target.Kind == YamlNodeKind.Scalar ? YamlScalar.TextOf(target) : YamlObject.TypeOf(target);
        if (type is null || !YamlJson.TryWrite(CollectionsMarshal.AsSpan(root.Children)[2..], out var arguments))
        {
            return null;
        }

        var id = YamlObject.RecordIdOf(target);
        var name = YamlScalar.TextOf(method);
        return new DelayedCall(
            type,
            id is null ? type : $"{type}#{YamlScalar.TextOf(id)}",
            name.StartsWith(':') ? name[1..] : name,
            arguments);
    }
}
