namespace SidekiqCluster.Filters;

/// <summary>Finds the names that a mistyped one was probably meant to be.</summary>
internal static class NearNames
{
    private const int MostEdits = 2;
    private const int LongestWord = 40;

    /// <summary>The names at the smallest distance, if that is at most two edits and less than half the word.</summary>
    public static IReadOnlyList<string> Of(string word, IReadOnlyList<string> names)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return [];
        }

        var distances = names.Select(name => (Name: name, Distance: Distance(word.ToLowerInvariant(), name))).ToList();
        var nearest = distances.Min(pair => pair.Distance);
        return nearest <= MostEdits && nearest * 2 < word.Length
            ? [.. distances.Where(pair => pair.Distance == nearest).Select(pair => pair.Name)]
            : [.. names.Where(name => word.Length > 1 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>Levenshtein's: insertions, deletions and replacements.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
