namespace SidekiqCluster.Grains;

/// <summary>The key of a process's grain: <c>eu-1/process/worker-3:4711:0a1b2c3d4e5f</c>.</summary>
/// <param name="Shard">The shard's name.</param>
/// <param name="Identity">The process's identity.</param>
public readonly record struct ProcessKey(string Shard, string Identity)
{
    private const string Kind = "process/";

    /// <summary>Reads a key.</summary>
    /// <exception cref="FormatException">The text is no process's key.</exception>
    public static ProcessKey Parse(string text) =>
        ShardKey.TrySplit(text, out var shard, out var rest)
        && rest.StartsWith(Kind, StringComparison.Ordinal) && rest.Length > Kind.Length
            ? new ProcessKey(shard, rest[Kind.Length..])
            : throw new FormatException($"'{text}' is no key of a process; use SHARD/process/IDENTITY.");

    /// <summary>The key as text.</summary>
    public override string ToString() => $"{Shard}/{Kind}{Identity}";
}
