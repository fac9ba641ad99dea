using System.Buffers;
using System.Globalization;
using System.Text;

namespace SidekiqCluster.Verbs.Answers;

/// <summary>
/// Text from job data for a terminal's eyes: whatever could move its cursor, change its state or reorder its letters is
/// shown as an escape instead of being sent.
/// </summary>
internal static class SafeText
{
    private static readonly SearchValues<char> Dangerous = SearchValues.Create(
    [
        .. Enumerable.Range(0x00, 0x20).Select(c => (char)c),
        .. Enumerable.Range(0x7f, 0x21).Select(c => (char)c),
        '\u00ad', '\u061c', '\u2028', '\u2029', '\ufeff',
        .. Enumerable.Range(0x200b, 0x05).Where(c => c != 0x200d).Select(c => (char)c),
        .. Enumerable.Range(0x202a, 0x05).Select(c => (char)c),
        .. Enumerable.Range(0x2060, 0x10).Select(c => (char)c),
        .. Enumerable.Range(0xd800, 0x800).Select(c => (char)c),
    ]);

    /// <summary>Whether there is nothing to escape.</summary>
    public static bool IsSafe(string text) => text.AsSpan().IndexOfAny(Dangerous) < 0;

    /// <summary>One line, in which control characters, lone surrogates and invisible marks are written as escapes.</summary>
    public static string OneLine(string text) => Escape(text, keepLineBreaks: false);

    /// <summary>The same, but line breaks stay.</summary>
    public static string Lines(string text) => Escape(text, keepLineBreaks: true);

    /// <summary>
    /// Valid JSON text as one line, in which such characters are written as JSON escapes. Everything else, numbers above
    /// all, stays as it was written.
    /// </summary>
    public static string Json(string json)
    {
        if (IsSafe(json))
        {
            return json;
        }

        var safe = new StringBuilder(json.Length + 16);
        foreach (var rune in json.EnumerateRunes())
        {
            // Valid JSON has characters below U+0020 only between its tokens, as blanks.
            if (rune.Value < 0x20)
            {
                safe.Append(' ');
            }
            else if (rune.IsBmp && Dangerous.Contains((char)rune.Value))
            {
                AppendEscape(safe, rune.Value);
            }
            else
            {
                safe.Append(rune);
            }
        }

        return safe.ToString();
    }

    private static string Escape(string text, bool keepLineBreaks)
    {
        if (IsSafe(text))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\n' when keepLineBreaks => safe.Append('\n'),
                '\n' => safe.Append(@"\n"),
                '\r' => safe.Append(@"\r"),
                '\t' => safe.Append(@"\t"),
                var c when rune.IsBmp && Dangerous.Contains((char)c) => AppendEscape(safe, c),
                _ => safe.Append(rune),
            };
        }

        return safe.ToString();
    }

    private static StringBuilder AppendEscape(StringBuilder text, int value) =>
        text.Append(@"\u").Append(value.ToString("x4", CultureInfo.InvariantCulture));
}
