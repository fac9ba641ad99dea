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

    /// <summary>Every script's name.</summary>
    public static IReadOnlyCollection<string> Names => Texts.Keys;

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
