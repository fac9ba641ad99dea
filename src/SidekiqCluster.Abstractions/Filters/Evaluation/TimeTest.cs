using System.Text;

namespace SidekiqCluster.Filters;

/// <summary>Compares moments. An argument's is a text, in one of the forms that typed arguments take.</summary>
internal sealed class TimeTest(JobFilterOperator comparison, DateTimeOffset expected) : ValueTest
{
    public override bool OnTime(DateTimeOffset time, DateTimeOffset now) => comparison.Holds(time.CompareTo(expected));

    public override bool OnText(ReadOnlySpan<byte> text)
    {
        if (text.Length > ArgsTime.LongestText)
        {
            return false;
        }

        Span<char> characters = stackalloc char[ArgsTime.LongestText];
        return ArgsTime.TryParse(characters[..Encoding.UTF8.GetChars(text, characters)], out var time)
            && comparison.Holds(time.CompareTo(expected));
    }
}
