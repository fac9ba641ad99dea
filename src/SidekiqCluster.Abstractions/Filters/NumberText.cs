namespace SidekiqCluster.Filters;

/// <summary>Which texts are numbers in JSON: <c>-0.5e+7</c>, but not <c>+1</c>, <c>.5</c> or <c>007</c>.</summary>
internal static class NumberText
{
    public static bool IsNumber(ReadOnlySpan<char> text)
    {
        var rest = text is ['-', ..] ? text[1..] : text;
        var integer = TakeDigits(ref rest);
        if (integer == 0 || (integer > 1 && text.TrimStart('-')[0] == '0'))
        {
            return false;
        }

        if (rest is ['.', ..])
        {
            rest = rest[1..];
            if (TakeDigits(ref rest) == 0)
            {
                return false;
            }
        }

        if (rest is ['e' or 'E', ..])
        {
            rest = rest is [_, '+' or '-', ..] ? rest[2..] : rest[1..];
            if (TakeDigits(ref rest) == 0)
            {
                return false;
            }
        }

        return rest.IsEmpty;
    }

    private static int TakeDigits(ref ReadOnlySpan<char> rest)
    {
        var count = rest.IndexOfAnyExceptInRange('0', '9');
        count = count < 0 ? rest.Length : count;
        rest = rest[count..];
        return count;
    }
}
