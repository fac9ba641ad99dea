using System.Buffers;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Reads target and method off the start of a delayed call's YAML, as Ruby writes it for classes, modules and mailers,
/// without decoding the rest and without an allocation. Any other spelling is left to <see cref="DelayedCalls.Decode"/>.
/// </summary>
internal static class DelayedCallHead
{
    private static readonly SearchValues<byte> ConstantBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_:"u8);

    private static readonly SearchValues<byte> MethodBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_?!="u8);

    /// <summary>Reads the content of the JSON string that holds the YAML, where a line ends in the escape <c>\n</c>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> yaml, out ReadOnlySpan<byte> target, out ReadOnlySpan<byte> method)
    {
        target = method = default;
        if (!TrySkip(ref yaml, "---\\n- "u8))
        {
            return false;
        }

        var isTagged = TrySkip(ref yaml, "!ruby/class '"u8) || TrySkip(ref yaml, "!ruby/module '"u8);
        return TryTake(ref yaml, ConstantBytes, out target)
            && target[0] is >= (byte)'A' and <= (byte)'Z'
            && (!isTagged || TrySkip(ref yaml, "'"u8))
            && TrySkip(ref yaml, "\\n- :"u8)
            && TryTake(ref yaml, MethodBytes, out method)
            && (yaml.IsEmpty || yaml.StartsWith("\\n"u8));
    }

    private static bool TrySkip(scoped ref ReadOnlySpan<byte> yaml, scoped ReadOnlySpan<byte> expected)
    {
        var isThere = yaml.StartsWith(expected);
        yaml = isThere ? yaml[expected.Length..] : yaml;
        return isThere;
    }

    private static bool TryTake(scoped ref ReadOnlySpan<byte> yaml, SearchValues<byte> allowed, out ReadOnlySpan<byte> taken)
    {
        var end = yaml.IndexOfAnyExcept(allowed);
        taken = end < 0 ? yaml : yaml[..end];
        yaml = yaml[taken.Length..];
        return !taken.IsEmpty;
    }
}
