namespace SidekiqCluster.Filters;

internal sealed class GlobTest(string pattern) : ValueTest
{
    private readonly GlobPattern _pattern = new(pattern);

    public override byte[] RequiredText => _pattern.LongestLiteral;

    public override bool OnText(ReadOnlySpan<byte> text) => _pattern.Matches(text);
}
