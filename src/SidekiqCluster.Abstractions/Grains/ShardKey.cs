namespace SidekiqCluster.Grains;

/// <summary>The key of a shard's grain: the shard's name.</summary>
/// <param name="Shard">The shard's name; without a slash, as <c>ShardOptions.Name</c> demands.</param>
public readonly record struct ShardKey(string Shard)
{
    private const char Separator = '/';

    /// <summary>Reads a key.</summary>
    /// <exception cref="FormatException">The text is no shard's key.</exception>
    public static ShardKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && !text.Contains(Separator, StringComparison.Ordinal)
            ? new ShardKey(text)
            : throw new FormatException($"'{text}' is no key of a shard; use the shard's name.");
    }

    /// <summary>The shard that a key of any grain belongs to: what stands before the first slash.</summary>
    public static string ShardOf(ReadOnlySpan<char> key) => (key.IndexOf(Separator) is >= 0 and var at ? key[..at] : key).ToString();

    /// <summary>The key as text.</summary>
    public override string ToString() => Shard;

    /// <summary>Splits a key of the form <c>shard/rest</c>; false when it has none.</summary>
    internal static bool TrySplit(string text, out string shard, out string rest)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf(Separator, StringComparison.Ordinal);
        (shard, rest) = at > 0 ? (text[..at], text[(at + 1)..]) : (string.Empty, string.Empty);
        return at > 0;
    }
}
