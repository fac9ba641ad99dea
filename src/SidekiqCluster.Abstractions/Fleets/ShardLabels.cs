namespace SidekiqCluster.Fleets;

/// <summary>What a label may be, so that every label can be selected by.</summary>
internal static class ShardLabels
{
    /// <summary>Says what is wrong with labels; null when nothing is.</summary>
    public static string? ProblemOf(IEnumerable<KeyValuePair<string, string>> labels)
    {
        foreach (var (name, value) in labels)
        {
            if (!IsName(name))
            {
                return $"Label '{name}' is no name; use letters, digits, '.', '_', '-' and '/'.";
            }

            if (!IsValue(value))
            {
                return $"Label {name} is '{value}'; use one or more characters without blanks, '=', ',', '*', '?' and '\\'.";
            }
        }

        return null;
    }

    /// <summary>Whether a label may be called so.</summary>
    public static bool IsName(string text) =>
        text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/');

    private static bool IsValue(string text) => text.Length > 0 && text.All(
        static c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('=' or ',' or '*' or '?' or '\\'));
}
