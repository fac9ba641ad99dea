using System.Collections.Frozen;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Receipts;

/// <summary>The scripts that write, each with <c>receipt.lua</c> before its own text, by their paths: <c>Operations/act</c>.</summary>
internal static class ReceiptScript
{
    private const string Prelude = "Receipts/receipt";
    private const string Start = "SidekiqCluster.";
    private const string End = ".lua";

    private static readonly FrozenDictionary<string, string> Texts = ReadAll();

    /// <summary>The script that writes nothing but a receipt.</summary>
    public const string Note = "Receipts/note";

    /// <summary>The names of all others.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. Texts.Keys.Where(static name => name != Note)];

    /// <summary>What is sent to Redis.</summary>
    public static string TextOf(string name) => Texts[name];

    private static FrozenDictionary<string, string> ReadAll()
    {
        var prelude = Read(Start + Prelude + End);
        return typeof(ReceiptScript).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(End, StringComparison.Ordinal) && !name.EndsWith(EmbeddedScript.End, StringComparison.Ordinal))
            .Select(name => (Name: name[Start.Length..^End.Length].Replace('\\', '/'), Resource: name))
            .Where(script => script.Name != Prelude)
            .ToFrozenDictionary(script => script.Name, script => prelude + Read(script.Resource), StringComparer.Ordinal);
    }

    private static string Read(string resource)
    {
        using var stream = typeof(ReceiptScript).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
