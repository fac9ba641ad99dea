using System.Text;
using Spectre.Console;

namespace SidekiqCluster.Verbs.Answers;

/// <summary>
/// Lays tables out for people. On a terminal a table is no wider than the terminal: words are cut before numbers, times and
/// addresses, the widest first, and what is cut ends in an ellipsis. Elsewhere cells keep up to <see cref="WidestCell"/> columns.
/// </summary>
internal sealed class TableWriter(TextWriter output, int? terminalWidth, bool colour)
{
    private const int WidestCell = 200;
    private const int NarrowestCell = 8;
    private const int Gap = 2;

    private readonly AnsiWriter _ansi = new(output, new AnsiCapabilities
    {
        Ansi = colour,
        ColorSystem = colour ? ColorSystem.Standard : ColorSystem.NoColors,
    });

    /// <summary>A line per row, under a line of headers if wanted.</summary>
    public void WriteList(TableContent content, bool withHeaders)
    {
        var texts = content.Rows.Select(row => row.Select(cell => SafeText.OneLine(cell.Text)).ToArray()).ToArray();
        var widths = Fit(content.Headers, texts);
        if (withHeaders)
        {
            WriteLine(content.Headers, widths, column => new Cell(content.Headers[column].Text, Cell.Dim));
        }

        for (var row = 0; row < texts.Length; row++)
        {
            WriteLine(content.Headers, widths, column => content.Rows[row][column] with { Text = texts[row][column] });
        }
    }

    /// <summary>A line per fact, uncut.</summary>
    public void WriteDetails(IReadOnlyList<(string Name, Cell Cell)> facts)
    {
        var nameWidth = facts.Max(f => f.Name.Length) + Gap;
        foreach (var (name, cell) in facts)
        {
            var indent = string.Empty.PadRight(nameWidth);
            var text = SafeText.Lines(cell.Text).Replace("\n", "\n" + indent, StringComparison.Ordinal);
            output.WriteLine((name.PadRight(nameWidth) + text).TrimEnd());
        }
    }

    private int[] Fit(IReadOnlyList<TableHeader> headers, string[][] texts)
    {
        var widths = headers
            .Select((header, i) => Math.Min(
                WidestCell, texts.Select(row => WidthOf(row[i])).Append(header.Text.Length).Max()))
            .ToArray();
        if (terminalWidth is { } terminal)
        {
            var excess = widths.Sum() + (Gap * (widths.Length - 1)) - terminal;
            excess = Narrow(widths, excess, column => headers[column].IsCutFirst);
            Narrow(widths, excess, _ => true);
        }

        return widths;
    }

    /// <summary>Takes from the widest of these columns, down to the next narrower, as long as needed; the rest is returned.</summary>
    private static int Narrow(int[] widths, int excess, Func<int, bool> mayNarrow)
    {
        int[] columns = [.. Enumerable.Range(0, widths.Length).Where(mayNarrow)];
        while (excess > 0 && columns.Select(c => widths[c]).DefaultIfEmpty(0).Max() is var widest && widest > NarrowestCell)
        {
            int[] equals = [.. columns.Where(c => widths[c] == widest)];
            var next = Math.Max(columns.Select(c => widths[c]).Where(w => w < widest).DefaultIfEmpty(0).Max(), NarrowestCell);
            var cut = Math.Min(widest - next, (excess + equals.Length - 1) / equals.Length);
            foreach (var column in equals)
            {
                widths[column] -= cut;
            }

            excess -= cut * equals.Length;
        }

        return excess;
    }

    private static string Cut(string text, int width)
    {
        if (WidthOf(text) <= width)
        {
            return text;
        }

        var kept = 0;
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            kept += rune.ToString().GetCellWidth();
            if (kept > width - 1)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return text[..end] + "…";
    }

    private void WriteLine(IReadOnlyList<TableHeader> headers, int[] widths, Func<int, Cell> cellOf)
    {
        var gap = 0;
        for (var column = 0; column < widths.Length; column++)
        {
            var cell = cellOf(column);
            var text = Cut(cell.Text, widths[column]);
            var padding = widths[column] - WidthOf(text);
            if (text.Length > 0)
            {
                output.Write(string.Empty.PadRight(gap + (headers[column].IsNumber ? padding : 0)));
                _ansi.Write(text, cell.Style ?? Style.Plain);
                gap = Gap + (headers[column].IsNumber ? 0 : padding);
            }
            else
            {
                gap += padding + Gap;
            }
        }

        output.WriteLine();
    }

    private static int WidthOf(string text) => Ascii.IsValid(text) ? text.Length : text.GetCellWidth();
}
