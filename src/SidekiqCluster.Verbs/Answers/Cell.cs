using Spectre.Console;

namespace SidekiqCluster.Verbs.Answers;

/// <summary>What a table shows for one value.</summary>
/// <param name="Text">The text, still as found in the data; the table makes it safe.</param>
/// <param name="Style">Its colours, where there are any; null for the terminal's own.</param>
internal readonly record struct Cell(string Text, Style? Style = null)
{
    public static readonly Style Dim = new(decoration: Decoration.Dim);
    public static readonly Style Bad = new(Color.Red);
    public static readonly Style Warning = new(Color.Yellow);
    public static readonly Style Good = new(Color.Green);

    /// <summary>Shown for what is not known.</summary>
    public static Cell Unknown { get; } = new(Human.Nothing, Dim);

    /// <summary>The text, or the sign for "unknown".</summary>
    public static Cell Of(string? text) => text is null ? Unknown : new(text);
}
