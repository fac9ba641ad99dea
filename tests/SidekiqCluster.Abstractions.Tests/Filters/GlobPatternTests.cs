using System.Text;
using CsCheck;
using SidekiqCluster.Filters;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Abstractions.Tests.Filters;

public sealed class GlobPatternTests
{
    [Fact]
    public void Matches_AnyPattern_IsWhatEveryWayToSplitTheTextSays() => Gen.Select(
        Gen.OneOf("*", "*", "?", "a", "b", "é", "\\*", "\\").Array[0, 8].Select(string.Concat),
        Gen.OneOf("a", "b", "é", "*", "\\").Array[0, 10].Select(string.Concat)).Sample(
            (pattern, text) => Assert.Equal(
                Reference(pattern.EnumerateRunes().ToArray(), text.EnumerateRunes().ToArray()),
                new GlobPattern(pattern).Matches(Encoding.UTF8.GetBytes(text))),
            iter: TestSizes.PropertyCases * 10);

    /// <summary>With backtracking each star would multiply the work; here a wrong turn would not end before the test run does.</summary>
    [Theory]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b")]
    [InlineData("*a?*a?*a?*a?*a?*a?*a?*a?*a?*a?*b")]
    [InlineData("a*?*?*?*?*?*?*?*?*?*?*?*?*?*?*?b?")]
    public void Matches_PathologicalPattern_Ends(string pattern) =>
        Assert.False(new GlobPattern(pattern).Matches(Encoding.UTF8.GetBytes(new string('a', 200_000))));

    [Theory]
    [InlineData("Timeout*", "Timeout")]
    [InlineData("*@example.com", "@example.com")]
    [InlineData("a?bc*d", "bc")]
    [InlineData("*?*", "")]
    [InlineData("a\\*b", "a*b")]
    public void LongestLiteral_OfAPattern_IsInEveryMatch(string pattern, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(new GlobPattern(pattern).LongestLiteral));

    private static bool Reference(ReadOnlySpan<Rune> pattern, ReadOnlySpan<Rune> text)
    {
        if (pattern.IsEmpty)
        {
            return text.IsEmpty;
        }

        if (pattern[0].Value == '*')
        {
            return Reference(pattern[1..], text) || (!text.IsEmpty && Reference(pattern, text[1..]));
        }

        var isEscape = pattern[0].Value == '\\' && pattern.Length > 1;
        var literal = isEscape ? pattern[1] : pattern[0];
        return !text.IsEmpty
            && ((pattern[0].Value == '?') || literal == text[0])
            && Reference(pattern[(isEscape ? 2 : 1)..], text[1..]);
    }
}
